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

/// Stands between the service and a server, and does to their connections what networks and dying servers do.
///
/// Each mode ends the one before. Passes everything at first.
public final class FaultProxy implements AutoCloseable {

    private static final Duration TICK = Duration.ofMillis(5);

    private final int port;
    private volatile int target;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean frozen;
    private volatile Thread flapping = new Thread();
    private ServerSocket listener;

    /// @param port where it listens
    /// @param target the port of the server, on this machine
    public FaultProxy(int port, int target) {
        this.port = port;
        this.target = target;
        this.listener = listen();
    }

    public void pass() {
        end();
        admit();
    }

    /// Ends all connections and takes none.
    public void refuse() {
        end();
        shut();
    }

    /// Takes connections and data, and delivers nothing until it passes again, all the data then.
    public void freeze() {
        pass();
        frozen = true;
    }

    /// As a network that has forgotten its connections: those that there are stay silent for ever, new ones pass.
    public void forget() {
        links.forEach(link -> link.forgotten = true);
        pass();
    }

    /// Has new connections lead to another server; those that there are stay.
    public void lead(int port) {
        target = port;
    }

    /// Delivers the server's data so much later.
    public void delay(Duration time) {
        pass();
        delay = time;
    }

    /// Ends all connections, and takes new ones.
    public void cut() {
        links.forEach(Link::close);
    }

    /// Refuses and passes in turns.
    public void flap(Duration each) {
        end();
        flapping = Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    shut();
                    Thread.sleep(each);
                    admit();
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

    private void end() {
        flapping.interrupt();
        try {
            flapping.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        delay = Duration.ZERO;
        frozen = false;
    }

    private synchronized void admit() {
        if (listener.isClosed()) {
            listener = listen();
        }
    }

    private synchronized void shut() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }

    private ServerSocket listen() {
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
                // Shut, or the server refused: the link has closed itself.
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
                        Thread.sleep(TICK);
                    }
                    to.getOutputStream().write(buffer, 0, read);
                }
            } catch (IOException | InterruptedException e) {
                // The connection is over.
            } finally {
                close();
            }
        }

        void close() {
            links.remove(this);
            try (client;
                    server) {
                client.setSoLinger(true, 0); // As a reset: what dies does not say goodbye.
            } catch (IOException e) {
                // Closed already.
            }
        }
    }
}
