package io.github.bayernkommunal.epay.internal.pmpayment;

import io.github.bayernkommunal.epay.internal.Fault;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fields of a form (application/x-www-form-urlencoded), read strictly. */
public final class Form {

    private static final int MOST = 40;

    private Form() {}

    /** The fields; refuses a name that stands twice, because nobody knows which one was meant. */
    public static Map<String, String> read(byte[] body) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : text(body).split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals < 1 || fields.size() >= MOST) {
                throw unreadable(null);
            }
            String name = decoded(field.substring(0, equals));
            if (fields.put(name, decoded(field.substring(equals + 1))) != null) {
                throw unreadable(null);
            }
        }
        return fields;
    }

    private static String text(byte[] body) {
        try {
            return StandardCharsets.US_ASCII
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw unreadable(e);
        }
    }

    private static String decoded(String value) {
        try {
            String decoded = URLDecoder.decode(value, StandardCharsets.UTF_8);
            if (decoded.indexOf('\uFFFD') >= 0) {
                throw unreadable(null);
            }
            return decoded;
        } catch (IllegalArgumentException e) {
            throw unreadable(e);
        }
    }

    private static RuntimeException unreadable(@Nullable Throwable cause) {
        return Fault.NOTIFICATION_UNREADABLE.protocol("A notification is not a form with names that stand once", cause);
    }
}
