package io.github.bayernkommunal.portalregistry;

import java.util.Optional;

/** Versions of the XZuFi standard that are understood. */
public enum XzufiVersion {
    /** Version 2.1.0; read only. */
    V2_1_0("http://xoev.de/schemata/xzufi/2_1_0", "2.1.0"),
    /** Version 2.2.0; the one that collections of the states use. */
    V2_2_0("http://xoev.de/schemata/xzufi/2_2_0", "2.2.0"),
    /** Version 2.3.1; the one that the federal directory hands out. Read also under the names of 2.3.0 and later 2.3 versions. */
    V2_3_1("http://xoev.de/schemata/xzufi/2_3_1", "2.3.1");

    private static final String LINE_2_3 = "http://xoev.de/schemata/xzufi/2_3_";

    private final String namespace;
    private final String number;

    XzufiVersion(String namespace, String number) {
        this.namespace = namespace;
        this.number = number;
    }

    /**
     * The XML namespace of the version.
     *
     * @return the namespace
     */
    public String namespace() {
        return namespace;
    }

    /**
     * The version as it stands in messages.
     *
     * @return for example {@code 2.2.0}
     */
    public String number() {
        return number;
    }

    /**
     * Whether this version can be written.
     *
     * @return false for 2.1.0
     */
    public boolean isWritable() {
        return this != V2_1_0;
    }

    /**
     * The version that a namespace belongs to.
     *
     * @param namespace namespace of the root element
     * @return the version, unless it is unknown
     */
    public static Optional<XzufiVersion> of(String namespace) {
        for (XzufiVersion version : values()) {
            if (version.namespace.equals(namespace)) {
                return Optional.of(version);
            }
        }
        return namespace.matches(LINE_2_3 + "[0-9]+") ? Optional.of(V2_3_1) : Optional.empty();
    }
}
