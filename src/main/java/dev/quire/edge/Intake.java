package dev.quire.edge;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponseEncoder;

/// Splits the incoming bytes into heads and bodies and passes them to the codec one at a time, so that [HeadForm]
/// can check every head before it is parsed, including the heads of pipelined requests. The framework offers no
/// access to the unparsed bytes.
final class Intake extends ChannelInboundHandlerAdapter {

    private final Watch watch;
    private final HeadForm form = new HeadForm();

    Intake(Watch watch) {
        this.watch = watch;
    }

    /// Inserts the watch behind the codec, which Vert.x has installed by now; no byte has been read yet. The codec
    /// is found by its public Netty type, because Vert.x does not document the names of its handlers.
    ///
    /// A connection without a codec belongs to the management port, where Vert.x chooses between HTTP/1 and HTTP/2
    /// by the first bytes. If both ports are random, the two cannot be distinguished earlier.
    @Override
    public void channelActive(ChannelHandlerContext context) {
        var encoder = context.pipeline().context(HttpResponseEncoder.class);
        if (encoder != null) {
            context.pipeline().addAfter(encoder.name(), "watch", watch);
        } else {
            context.pipeline().remove(this);
        }
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var bytes = (ByteBuf) message;
        try {
            while (bytes.isReadable() && !watch.ignoresInput()) {
                pass(context, bytes);
            }
        } finally {
            bytes.release();
        }
    }

    private void pass(ChannelHandlerContext context, ByteBuf bytes) {
        int length = watch.awaitsBody() ? bodyLength(bytes) : form.measure(bytes);
        if (length == HeadForm.MALFORMED) {
            watch.refuse(400);
        } else {
            if (form.hasBegun()) {
                watch.onHeadBytes();
            }
            context.fireChannelRead(bytes.readRetainedSlice(length));
        }
    }

    /// The number of readable bytes to pass on as part of the body, at most its remaining length.
    private int bodyLength(ByteBuf bytes) {
        return watch.isChunked() ? throughEmptyLine(bytes) : (int) Math.min(watch.unread(), bytes.readableBytes());
    }

    /// A chunked body ends with an empty line. An empty line within the body only splits it into more parts, which
    /// is harmless.
    private static int throughEmptyLine(ByteBuf bytes) {
        int start = bytes.readerIndex();
        for (int i = start; i < bytes.writerIndex(); i++) {
            if (bytes.getByte(i) == '\n'
                    && (i - 1 < start || bytes.getByte(i - 1) == '\r')
                    && (i - 2 < start || bytes.getByte(i - 2) == '\n')) {
                return i + 1 - start;
            }
        }
        return bytes.readableBytes();
    }
}
