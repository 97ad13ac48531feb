package io.github.bayernkommunal.postfach.internal.zbp;

import io.github.bayernkommunal.postfach.Attachment;
import io.github.bayernkommunal.postfach.internal.UnchangedContent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.entity.mime.AbstractContentBody;
import org.apache.hc.client5.http.entity.mime.HttpMultipartMode;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;

/** A body of {@code multipart/form-data} whose files are streamed from where they are; its length is known before. */
final class Multipart {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Multipart() {}

    /**
     * Puts the signed message and its files into {@code request}, as public clients send them: the text without a content type, file
     * names in UTF-8. A normalised name holds no quotation mark and no control character.
     */
    static void fill(HttpUriRequestBase request, String json, List<Attachment> files) {
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        String boundary = "postfach-" + HexFormat.of().formatHex(random);
        MultipartEntityBuilder body = MultipartEntityBuilder.create()
                .setMode(HttpMultipartMode.LEGACY)
                .setCharset(StandardCharsets.UTF_8)
                .setBoundary(boundary)
                .addTextBody("json", json, ContentType.TEXT_PLAIN.withCharset(StandardCharsets.UTF_8));
        for (Attachment file : files) {
            body.addPart("files", new FilePart(file));
        }
        request.setEntity(body.build());
        // Without the charset that the builder would name; RFC 7578 knows no such parameter.
        request.setHeader("Content-Type", "multipart/form-data; boundary=" + boundary);
    }

    private static final class FilePart extends AbstractContentBody {

        private final Attachment file;

        FilePart(Attachment file) {
            super(ContentType.create(file.mediaType()));
            this.file = file;
        }

        @Override
        public String getFilename() {
            return file.fileName();
        }

        @Override
        public long getContentLength() {
            return file.size();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            try (InputStream in = new UnchangedContent(file)) {
                in.transferTo(out);
            }
        }
    }
}
