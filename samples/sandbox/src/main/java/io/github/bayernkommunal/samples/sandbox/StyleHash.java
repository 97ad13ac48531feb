package io.github.bayernkommunal.samples.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The style of the start page, and the hash by which its security policy allows exactly this one. */
final class StyleHash {

    static final String STYLE = """
            :root{color-scheme:light dark}\
            body{margin:0 auto;max-width:44rem;padding:1rem;font:1.125rem/1.5 system-ui,sans-serif;overflow-wrap:break-word}\
            a{display:inline-block;min-height:2.75rem;line-height:2.75rem}\
            :focus-visible{outline:3px solid;outline-offset:3px}\
            table{border-collapse:collapse}th,td{text-align:left;padding:.25rem .75rem .25rem 0;font-weight:normal}thead th{font-weight:bold}\
            td{white-space:nowrap}.scroll{overflow-x:auto}""";

    static final String OF_STYLE = hash(STYLE);

    private StyleHash() {}

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
