package io.github.bayernkommunal.postfach.internal.bsp;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import java.util.Map;

/** Which JAXB writes our documents: always the same one, so that the same message gives the same text on every server. */
final class Jaxb {

    /** Some servers put another implementation in front, for example EclipseLink MOXy. */
    private static final Map<String, Object> REFERENCE_IMPLEMENTATION =
            Map.of(JAXBContext.JAXB_CONTEXT_FACTORY, "org.glassfish.jaxb.runtime.v2.JAXBContextFactory");

    private Jaxb() {}

    static JAXBContext context(Class<?> root) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(Jaxb.class.getClassLoader());
        try {
            return JAXBContext.newInstance(new Class<?>[] {root}, REFERENCE_IMPLEMENTATION);
        } catch (JAXBException e) {
            throw new IllegalStateException("The JAXB runtime is missing: add org.glassfish.jaxb:jaxb-runtime", e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
