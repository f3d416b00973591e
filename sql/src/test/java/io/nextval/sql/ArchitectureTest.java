package io.nextval.sql;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ArchitectureTest {
    private static final JavaClasses SQL =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.nextval.sql");

    @Test
    void noPublicClassKnowsCalciteButTheParserThatGivesItsTree() {
        noClasses()
                .that()
                .resideInAPackage("io.nextval.sql")
                .and()
                .haveModifier(JavaModifier.PUBLIC)
                .and()
                .doNotHaveSimpleName("Parser")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.calcite..", "io.nextval.sql.parser..")
                .check(SQL);
    }

    @Test
    void nothingOfNextvalButTheGeneratedParserIsUsed() {
        classes()
                .that()
                .resideInAPackage("io.nextval.sql")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.apache.calcite..",
                        "com.google.common.collect..", // types of Calcite's fields
                        "org.jspecify..",
                        "io.nextval.sql",
                        "io.nextval.sql.parser")
                .check(SQL);
    }
}
