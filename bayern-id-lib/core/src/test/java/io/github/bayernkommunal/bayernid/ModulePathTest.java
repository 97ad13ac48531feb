package io.github.bayernkommunal.bayernid;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The library as a named module, beside the real runtime of JAXB. */
class ModulePathTest {

    private static final String NAME = "io.github.bayernkommunal.bayernid";

    private static ModuleLayer layer() {
        Path[] path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("test-classes") && !entry.contains("testkit"))
                .map(Path::of)
                .toArray(Path[]::new);
        Configuration configuration = ModuleLayer.boot()
                .configuration()
                .resolve(ModuleFinder.of(), ModuleFinder.of(path), Set.of(NAME, "org.glassfish.jaxb.runtime"));
        return ModuleLayer.boot()
                .defineModulesWithOneLoader(
                        configuration, ClassLoader.getSystemClassLoader().getParent());
    }

    @Test
    void readsMetadataAsANamedModule() throws Exception {
        ClassLoader loader = layer().findLoader(NAME);
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loader);
        try {
            Class<?> type = loader.loadClass(IdentityProvider.class.getName());
            assertTrue(type.getModule().isNamed());

            Object provider = type.getMethod("fromMetadata", byte[].class).invoke(null, (Object)
                    Desk.metadata(Keys.identityProvider()).getBytes(StandardCharsets.UTF_8));

            assertEquals(Answer.ISSUER, type.getMethod("entityId").invoke(provider));
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    @Test
    void onlyTheApiIsExported() {
        Module module = layer().findModule(NAME).orElseThrow();

        assertEquals(
                Set.of(NAME),
                module.getPackages().stream().filter(module::isExported).collect(java.util.stream.Collectors.toSet()));
        assertFalse(module.isExported(NAME + ".internal.xml"));
    }
}
