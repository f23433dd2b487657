package io.roompass.token;

import io.roompass.token.internal.codec.Utf8;
import io.roompass.token.internal.json.JsonText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What the holder may do in the room. */
public final class Grant {
    /** May enter, and send nothing. */
    public static final Grant JOIN = new Grant(true, false, null);
    /** May enter, and send sound and picture. */
    public static final Grant PUBLISH = new Grant(true, true, null);

    static final Grant NOTHING = new Grant(false, false, null);
    static final int MAX_PAYLOAD = 1024;

    private static final int MAX_STREAMS = 100;
    private static final int MAX_STREAM_ID = 256;

    private final boolean join;
    private final boolean publish;
    private final List<String> streamIds;

    private Grant(boolean join, boolean publish, List<String> streamIds) {
        this.join = join;
        this.publish = publish;
        this.streamIds = streamIds;
    }

    /** Both rights, each said. */
    public static Grant of(boolean join, boolean publish) {
        return new Grant(join, publish, null);
    }

    /**
     * The same rights, for these streams alone.
     *
     * @param streamIds at most 100 of at most 256 bytes of UTF-8; none of them means the same as null: any stream
     */
    public Grant withStreamIds(List<String> streamIds) {
        List<String> own = streamIds == null ? null : Collections.unmodifiableList(new ArrayList<>(streamIds));
        return new Grant(join, publish, own);
    }

    /** May enter the room. */
    public boolean join() {
        return join;
    }

    /** May send sound and picture. */
    public boolean publish() {
        return publish;
    }

    /** The streams that may be published; empty for any. */
    public Optional<List<String>> streamIds() {
        return Optional.ofNullable(streamIds);
    }

    /** The payload of a Token04 (spec/token04.md 3.3.2). */
    String toPayload(String roomId, String argument) {
        Arguments.check(
                streamIds == null || areStreamIds(streamIds),
                argument + ".streamIds",
                "must be at most " + MAX_STREAMS + " well-formed texts of at most " + MAX_STREAM_ID + " bytes");
        StringBuilder payload = new StringBuilder(96 + roomId.length()).append("{\"room_id\":");
        JsonText.append(payload, roomId);
        payload.append(",\"privilege\":{\"1\":")
                .append(join ? 1 : 0)
                .append(",\"2\":")
                .append(publish ? 1 : 0);
        payload.append("},\"stream_id_list\":");
        appendStreams(payload);
        String text = payload.append('}').toString();
        Arguments.check(
                Utf8.fits(text, MAX_PAYLOAD),
                argument + ".streamIds",
                "make the payload longer than " + MAX_PAYLOAD + " bytes");
        return text;
    }

    private void appendStreams(StringBuilder payload) {
        if (streamIds == null) {
            payload.append("null");
            return;
        }
        payload.append('[');
        for (int i = 0; i < streamIds.size(); i++) {
            if (i > 0) {
                payload.append(',');
            }
            JsonText.append(payload, streamIds.get(i));
        }
        payload.append(']');
    }

    static boolean areStreamIds(List<String> ids) {
        return ids.size() <= MAX_STREAMS
                && ids.stream().allMatch(id -> id != null && Utf8.isWellFormed(id) && Utf8.fits(id, MAX_STREAM_ID));
    }

    /** Whether the other one gives the same. */
    @Override
    public boolean equals(Object other) {
        if (!(other instanceof Grant)) {
            return false;
        }
        Grant grant = (Grant) other;
        return join == grant.join && publish == grant.publish && Objects.equals(streamIds, grant.streamIds);
    }

    @Override
    public int hashCode() {
        return Objects.hash(join, publish, streamIds);
    }

    @Override
    public String toString() {
        return "Grant[join=" + join + ", publish=" + publish + ", streamIds=" + streamIds + "]";
    }
}
