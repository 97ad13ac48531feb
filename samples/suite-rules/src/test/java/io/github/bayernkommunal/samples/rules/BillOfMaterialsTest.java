package io.github.bayernkommunal.samples.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Model;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.repository.internal.MavenRepositorySystemUtils;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.internal.impl.SimpleLocalRepositoryManagerFactory;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.WorkspaceReader;
import org.eclipse.aether.repository.WorkspaceRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.supplier.RepositorySystemSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The bill of materials, as a stand-alone project sees it that imports it and takes one library. */
class BillOfMaterialsTest {

    private static final String VERSION = "0.1.0-SNAPSHOT";

    @TempDir
    Path folder;

    @Test
    void managesOurTwelveArtifactsAndNothingElse() throws Exception {
        Model bom;
        try (var in = Files.newInputStream(Suite.root().resolve("bom/pom.xml"))) {
            bom = new MavenXpp3Reader().read(in);
        }

        Set<String> managed = new TreeSet<>();
        for (Dependency dependency : bom.getDependencyManagement().getDependencies()) {
            managed.add(dependency.getGroupId() + ":" + dependency.getArtifactId());
        }
        Set<String> ours = new TreeSet<>();
        for (Suite library : Suite.values()) {
            library.artifacts().forEach(artifact -> ours.add(Suite.PACKAGE_ROOT + ":" + artifact));
        }
        assertEquals(ours, managed);
        assertEquals(null, bom.getParent(), "a parent would bring its third-party versions along");
    }

    @ParameterizedTest
    @EnumSource
    void oneLibraryArrivesWithoutAnyOther(Suite library) throws Exception {
        Set<String> arrived = new TreeSet<>();
        collect(dependenciesOf(projectWith(library)), arrived);

        Set<String> ours = new TreeSet<>(arrived);
        ours.removeIf(artifact -> !artifact.startsWith(Suite.PACKAGE_ROOT + ":"));
        assertEquals(Set.of(Suite.PACKAGE_ROOT + ":" + library.folder()), ours);
        assertTrue(arrived.contains("org.slf4j:slf4j-api"), "nothing else arrived: " + arrived);
    }

    private Path projectWith(Suite library) throws IOException {
        Path pom = folder.resolve("pom.xml");
        Files.writeString(pom, """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>example</groupId>
                  <artifactId>town-hall</artifactId>
                  <version>1</version>
                  <dependencyManagement>
                    <dependencies>
                      <dependency>
                        <groupId>%1$s</groupId>
                        <artifactId>bayern-lib-bom</artifactId>
                        <version>%2$s</version>
                        <type>pom</type>
                        <scope>import</scope>
                      </dependency>
                    </dependencies>
                  </dependencyManagement>
                  <dependencies>
                    <dependency>
                      <groupId>%1$s</groupId>
                      <artifactId>%3$s</artifactId>
                    </dependency>
                  </dependencies>
                </project>
                """.formatted(Suite.PACKAGE_ROOT, VERSION, library.folder()));
        return pom;
    }

    /** Resolves with Maven's own resolver, offline: our artifacts from the source tree, everything else from what the build has fetched. */
    private static DependencyNode dependenciesOf(Path pom) throws Exception {
        RepositorySystem system = new RepositorySystemSupplier().get();
        DefaultRepositorySystemSession session = MavenRepositorySystemUtils.newSession();
        session.setOffline(true);
        session.setSystemProperties(System.getProperties());
        session.setWorkspaceReader(new SourceTree(pom));
        session.setLocalRepositoryManager(new SimpleLocalRepositoryManagerFactory()
                .newInstance(session, new LocalRepository(new File(System.getProperty("suite.repository")))));

        Artifact project = new DefaultArtifact("example", "town-hall", "pom", "1");
        var descriptor =
                system.readArtifactDescriptor(session, new ArtifactDescriptorRequest(project, List.of(), null));
        CollectRequest request = new CollectRequest();
        request.setRootArtifact(project);
        request.setDependencies(descriptor.getDependencies());
        request.setManagedDependencies(descriptor.getManagedDependencies());
        return system.collectDependencies(session, request).getRoot();
    }

    private static void collect(DependencyNode node, Set<String> found) {
        for (DependencyNode child : node.getChildren()) {
            Artifact artifact = child.getArtifact();
            found.add(artifact.getGroupId() + ":" + artifact.getArtifactId());
            collect(child, found);
        }
    }

    /** Finds the poms of this build in the source tree, as if they had been published. */
    private static final class SourceTree implements WorkspaceReader {
        private final Map<String, Path> poms = new LinkedHashMap<>();

        SourceTree(Path project) {
            Path root = Suite.root();
            poms.put("town-hall", project);
            poms.put("bayern-lib-parent", root.resolve("pom.xml"));
            poms.put("bayern-lib-bom", root.resolve("bom/pom.xml"));
            Arrays.stream(Suite.values()).forEach(library -> {
                poms.put(library.folder() + "-parent", library.path().resolve("pom.xml"));
                poms.put(library.folder(), library.path().resolve("core/pom.xml"));
                poms.put(library.folder() + "-jakarta", library.path().resolve("jakarta/pom.xml"));
                poms.put(library.folder() + "-testkit", library.path().resolve("testkit/pom.xml"));
            });
        }

        @Override
        public WorkspaceRepository getRepository() {
            return new WorkspaceRepository("source-tree");
        }

        @Override
        public File findArtifact(Artifact artifact) {
            Path pom = poms.get(artifact.getArtifactId());
            return pom != null && artifact.getExtension().equals("pom") ? pom.toFile() : null;
        }

        @Override
        public List<String> findVersions(Artifact artifact) {
            return poms.containsKey(artifact.getArtifactId()) ? List.of(artifact.getVersion()) : List.of();
        }
    }
}
