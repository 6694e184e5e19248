package dev.quire.edge;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/// Stands before the codec and gives it a head, or a body, at a time: so every head is looked at before it is parsed,
/// that of a request right behind another, too.
final class Intake extends ChannelInboundHandlerAdapter {

    private static final String CODEC = "httpEncoder";

    private final Watch watch;
    private final HeadForm form = new HeadForm();

    Intake(Watch watch) {
        this.watch = watch;
    }

    /// The framework has its codec in place by now, and nothing was read. Where it has none yet, the port is the one
    /// for health and metrics, which can be told from ours by nothing else if both have any number.
    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (context.pipeline().context(CODEC) != null) {
            context.pipeline().addAfter(CODEC, "watch", watch);
        } else {
            context.pipeline().remove(this);
        }
        context.fireChannelActive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        var bytes = (ByteBuf) message;
        try {
            while (bytes.isReadable() && !watch.isOver()) {
                pass(context, bytes);
            }
        } finally {
            bytes.release();
        }
    }

    private void pass(ChannelHandlerContext context, ByteBuf bytes) {
        int length = watch.awaitsBody() ? ofBody(bytes) : form.measure(bytes);
        if (length == HeadForm.MALFORMED) {
            watch.refuse(400);
        } else {
            if (form.hasBegun()) {
                watch.hear();
            }
            context.fireChannelRead(bytes.readRetainedSlice(length));
        }
    }

    /// At most what the body still has.
    private int ofBody(ByteBuf bytes) {
        return watch.isChunked() ? throughEmptyLine(bytes) : (int) Math.min(watch.unread(), bytes.readableBytes());
    }

    /// Chunks end with an empty line. What only looks like one, between or within chunks, does no harm.
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
