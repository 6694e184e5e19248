package dev.quire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A TCP proxy between the service and a server that simulates network and server failures.
///
/// Each mode replaces the previous one. The initial mode is [#pass]. All connections use the loopback interface.
public final class FaultProxy implements AutoCloseable {

    private static final Duration POLL_INTERVAL = Duration.ofMillis(5);

    private final int port;
    private volatile int target;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean frozen;
    private volatile Thread flapping = new Thread();
    private ServerSocket listener;

    /// @param port the port of the proxy
    /// @param target the port of the server
    public FaultProxy(int port, int target) {
        this.port = port;
        this.target = target;
        this.listener = newListener();
    }

    /// Delivers all data without delay.
    public void pass() {
        reset();
        openListener();
    }

    /// Closes all connections and refuses new ones.
    public void refuse() {
        reset();
        closeListener();
    }

    /// Accepts connections and data, but delivers nothing until [#pass] is called, which then delivers all the data.
    public void freeze() {
        pass();
        frozen = true;
    }

    /// Simulates a network that has lost its connection state: existing connections stay silent forever, new ones work.
    public void forget() {
        links.forEach(link -> link.forgotten = true);
        pass();
    }

    /// Connects new connections to the server at this port. Existing connections stay as they are.
    public void lead(int port) {
        target = port;
    }

    /// Delays each block of data from the server by this time.
    public void delay(Duration time) {
        pass();
        delay = time;
    }

    /// Resets all connections. New ones are accepted.
    public void cut() {
        links.forEach(Link::close);
    }

    /// Alternates between refusing and passing.
    ///
    /// @param each the duration of each of the two states
    public void flap(Duration each) {
        reset();
        flapping = Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    closeListener();
                    Thread.sleep(each);
                    openListener();
                    Thread.sleep(each);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void close() {
        refuse();
    }

    private void reset() {
        flapping.interrupt();
        try {
            flapping.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        delay = Duration.ZERO;
        frozen = false;
    }

    private synchronized void openListener() {
        if (listener.isClosed()) {
            listener = newListener();
        }
    }

    private synchronized void closeListener() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }

    private ServerSocket newListener() {
        try {
            var server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            Thread.ofVirtual().start(() -> accept(server));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                var link = new Link(server.accept());
                links.add(link);
                link.start();
            } catch (IOException e) {
                // The listener is closed, or the server refused the connection, which has closed the link.
            }
        }
    }

    private final class Link {
        private final Socket client;
        private final Socket server = new Socket();
        private volatile boolean forgotten;

        Link(Socket client) {
            this.client = client;
        }

        void start() throws IOException {
            try {
                server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
            } catch (IOException e) {
                close();
                throw e;
            }
            Thread.ofVirtual().start(() -> pump(client, server, false));
            Thread.ofVirtual().start(() -> pump(server, client, true));
        }

        private void pump(Socket from, Socket to, boolean delayed) {
            var buffer = new byte[65536];
            try {
                for (int read; (read = from.getInputStream().read(buffer)) >= 0; ) {
                    if (delayed) {
                        Thread.sleep(delay);
                    }
                    while ((frozen || forgotten) && !from.isClosed()) {
                        Thread.sleep(POLL_INTERVAL);
                    }
                    to.getOutputStream().write(buffer, 0, read);
                }
            } catch (IOException | InterruptedException e) {
                // The connection is closed.
            } finally {
                close();
            }
        }

        void close() {
            links.remove(this);
            try (client;
                    server) {
                client.setSoLinger(true, 0); // Sends a reset, as a process that dies does.
            } catch (IOException e) {
                // Already closed.
            }
        }
    }
}
