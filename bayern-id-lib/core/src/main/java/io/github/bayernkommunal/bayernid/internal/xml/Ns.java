package io.github.bayernkommunal.bayernid.internal.xml;

/** Namespaces of the protocol. */
public final class Ns {

    /** SAML assertions. */
    public static final String SAML = "urn:oasis:names:tc:SAML:2.0:assertion";
    /** SAML messages. */
    public static final String SAMLP = "urn:oasis:names:tc:SAML:2.0:protocol";
    /** SAML metadata. */
    public static final String MD = "urn:oasis:names:tc:SAML:2.0:metadata";
    /** User interface information in metadata. */
    public static final String MDUI = "urn:oasis:names:tc:SAML:metadata:ui";
    /** XML signature. */
    public static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    /** XML encryption. */
    public static final String XENC = "http://www.w3.org/2001/04/xmlenc#";
    /** XML encryption 1.1. */
    public static final String XENC11 = "http://www.w3.org/2009/xmlenc11#";
    /** Exclusive canonicalisation; also the name of the algorithm. */
    public static final String EXC_C14N = "http://www.w3.org/2001/10/xml-exc-c14n#";
    /** Parameters of RSA-PSS, and newer algorithm names. */
    public static final String DS_MORE_2007 = "http://www.w3.org/2007/05/xmldsig-more#";
    /** The operator's request extension and attribute ratings. */
    public static final String AKDB = "https://www.akdb.de/request/2018/09";
    /** Display information inside the request extension. */
    public static final String CLASSIC_UI = "https://www.akdb.de/request/2018/09/classic-ui/v1";
    /** Namespace declarations. */
    public static final String XMLNS = "http://www.w3.org/2000/xmlns/";
    /** Reserved prefix {@code xml}. */
    public static final String XML = "http://www.w3.org/XML/1998/namespace";
    /** Schema instance. */
    public static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    private Ns() {}
}
