package io.github.bayernkommunal.samples.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvent;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may know whom: four libraries, three rooms each. */
class LibrariesKeepTheirDistanceTest {

    private static JavaClasses suite;

    @BeforeAll
    static void readClassFiles() {
        suite = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(
                        Arrays.stream(Suite.values()).map(Suite::corePackage).toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource
    void everyRoomOfEveryLibraryIsSeenByTheseRules(Suite library) {
        Set<String> packages = suite.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());

        assertTrue(packages.contains(library.corePackage()), library.corePackage());
        assertTrue(packages.contains(library.jakartaPackage()), library.jakartaPackage());
        assertTrue(packages.contains(library.testkitPackage()), library.testkitPackage());
    }

    @ParameterizedTest
    @EnumSource
    void noLibraryKnowsAnother(Suite library) {
        String[] others = Arrays.stream(Suite.values())
                .filter(other -> other != library)
                .map(other -> other.corePackage() + "..")
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(library.corePackage() + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .check(suite);
    }

    @ParameterizedTest
    @EnumSource
    void coreKnowsNoServletNoContainerAndNoMicroProfile(Suite library) {
        noClasses()
                .that(areInCoreOf(library))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta.servlet..",
                        "jakarta.enterprise..",
                        "jakarta.inject..",
                        "jakarta.security..",
                        "jakarta.ejb..",
                        "jakarta.faces..",
                        "jakarta.ws.rs..",
                        "org.eclipse.microprofile..")
                .check(suite);
    }

    @ParameterizedTest
    @EnumSource
    void coreKnowsNeitherItsJakartaRoomNorItsTestkit(Suite library) {
        noClasses()
                .that(areInCoreOf(library))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library.jakartaPackage() + "..", library.testkitPackage() + "..")
                .check(suite);
    }

    @ParameterizedTest
    @EnumSource
    void simulatorAndLibraryMeetInTextOnly(Suite library) {
        noClasses()
                .that()
                .resideInAPackage(library.testkitPackage() + "..")
                .should()
                .dependOnClassesThat(areInCoreOf(library).or(resideInAnyPackage(library.jakartaPackage() + "..")))
                .check(suite);
    }

    @ParameterizedTest
    @EnumSource
    void jakartaUsesOnlyThePublicPackageOfItsCore(Suite library) {
        noClasses()
                .that()
                .resideInAPackage(library.jakartaPackage() + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library.corePackage() + ".internal..")
                .check(suite);
    }

    @ParameterizedTest
    @EnumSource
    void publicSignaturesShowNothingFromInside(Suite library) {
        classes()
                .that()
                .resideInAnyPackage(library.corePackage(), library.jakartaPackage(), library.testkitPackage())
                .and()
                .arePublic()
                .should(showOnly("types of the JDK, Jakarta, JUnit and the own public packages"))
                .check(suite);
    }

    @Test
    void onlyTheDoorOfARouteKnowsCxf() {
        noClasses()
                .that()
                .haveNameNotMatching(".*\\.CxfPort(\\$.*)?")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.cxf..")
                .check(suite);
    }

    @Test
    void noClassHidesItsPurposeBehindAnEmptyWord() {
        noClasses()
                .should(new ArchCondition<>("have a name that says nothing") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        boolean empty =
                                type.getSimpleName().matches(".*(Manager|Helper|Utils?|Impl)|(Base|Abstract)[A-Z].*");
                        events.add(new SimpleConditionEvent(
                                type, empty && !type.getPackageName().contains(".wire"), type.getName()));
                    }
                })
                .check(suite);
    }

    private static DescribedPredicate<JavaClass> areInCoreOf(Suite library) {
        return describe(
                "are in the core of " + library.folder(),
                type -> type.getPackageName().equals(library.corePackage())
                        || type.getPackageName().startsWith(library.corePackage() + ".internal"));
    }

    private static ArchCondition<JavaClass> showOnly(String what) {
        DescribedPredicate<JavaClass> hidden = resideInAnyPackage("..internal..", "org.apache.cxf..", "..wire..")
                .or(nameMatching("(org\\.apache\\.(santuario|xml)|org\\.glassfish|com\\.sun)\\..*"));
        return new ArchCondition<>("show only " + what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getAllRawSuperclasses().stream()
                        .filter(hidden)
                        .forEach(shown -> events.add(violation(type, type.getName() + " extends " + shown.getName())));
                type.getMembers().stream()
                        .filter(LibrariesKeepTheirDistanceTest::isVisible)
                        .forEach(member -> typesOf(member)
                                .filter(hidden)
                                .forEach(shown -> events.add(
                                        violation(type, member.getFullName() + " shows " + shown.getName()))));
            }
        };
    }

    private static boolean isVisible(JavaMember member) {
        return member.getModifiers().contains(JavaModifier.PUBLIC)
                || member.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static Stream<JavaClass> typesOf(JavaMember member) {
        if (member instanceof JavaField field) {
            return field.getType().getAllInvolvedRawTypes().stream();
        }
        JavaCodeUnit unit = (JavaCodeUnit) member;
        return Stream.of(
                        unit.getReturnType().getAllInvolvedRawTypes().stream(),
                        unit.getParameterTypes().stream().flatMap(t -> t.getAllInvolvedRawTypes().stream()),
                        unit.getExceptionTypes().stream())
                .flatMap(types -> types);
    }

    private static ConditionEvent violation(JavaClass type, String text) {
        return SimpleConditionEvent.violated(type, text);
    }
}
