package seco;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Which package may use which, and what every class keeps to. */
class ArchitectureTest {
  /** A package, and the packages of ours that it may use besides {@code seco} itself. */
  private static final Map<String, Set<String>> MAY_USE = new TreeMap<>();

  private static void may(String name, String... used) {
    MAY_USE.put(name, Set.of(used));
  }

  static {
    may("run");
    may("sample");
    may("video", "run", "sample");
    may("lab", "video", "run");
    may("data", "video", "run");
    may("augment", "video");
    may("tensor", "run");
    may("dataset", "video", "sample", "augment", "tensor", "run");
    may("model", "tensor");
    may("compile", "model", "tensor", "run");
    may("loss", "tensor");
    may("contrast", "model", "tensor");
    may("checkpoint", "tensor", "run");
    may(
        "pretrain",
        "video",
        "sample",
        "augment",
        "dataset",
        "model",
        "compile",
        "loss",
        "contrast",
        "tensor",
        "checkpoint",
        "run");
    may(
        "finetune",
        "video",
        "sample",
        "augment",
        "dataset",
        "model",
        "compile",
        "tensor",
        "checkpoint",
        "run");
    may("probe", "video", "sample", "dataset", "model", "compile", "tensor", "checkpoint", "run");
    may("track", "video", "dataset", "model", "compile", "tensor", "checkpoint", "run");
    may("display", "video", "run");
  }

  private static final String[] METHOD = {
    "run",
    "sample",
    "video",
    "lab",
    "data",
    "augment",
    "tensor",
    "dataset",
    "model",
    "compile",
    "loss",
    "contrast",
    "checkpoint",
    "pretrain",
    "probe",
    "finetune",
    "track"
  };

  static {
    may("experiment", METHOD);
    may("bench", METHOD);
    may("notebook", and(METHOD, "experiment", "display"));
    may("spark", and(METHOD, "experiment"));
    may("cli", and(METHOD, "experiment", "bench", "display", "notebook", "spark"));
  }

  private static final Set<String> EMPTY_NAMES =
      Set.of("util", "utils", "common", "helper", "helpers", "core", "base", "api", "config");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("seco");

  private static String[] and(String[] some, String... more) {
    return Stream.concat(Arrays.stream(some), Arrays.stream(more)).toArray(String[]::new);
  }

  @TestFactory
  Stream<DynamicTest> packages_useOnlyThoseOfTheTable() {
    return MAY_USE.keySet().stream().map(p -> DynamicTest.dynamicTest(p, () -> check(p)));
  }

  private static void check(String name) {
    DescribedPredicate<JavaClass> forbidden =
        DescribedPredicate.describe(
            "are ours, but neither of seco nor of " + MAY_USE.get(name),
            used -> {
              String other = part(used);
              return !other.isEmpty() && !other.equals(name) && !MAY_USE.get(name).contains(other);
            });
    noClasses()
        .that()
        .resideInAPackage("seco." + name + "..")
        .should()
        .dependOnClassesThat(forbidden)
        .allowEmptyShould(true)
        .check(CLASSES);
  }

  @Test
  void trackers_andTheirJudges_meetInTheTracker() {
    noClasses()
        .that()
        .resideInAPackage("seco.track")
        .should()
        .dependOnClassesThat(resideInAPackage("seco.track.otb.."))
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage("seco.track.otb..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("seco.model..", "seco.compile..", "seco.tensor.."))
        .orShould()
        .dependOnClassesThat(simpleNameStartingWith("SiamFc"))
        .check(CLASSES);
  }

  /** Tables are made of experiments; no experiment knows of which table its number is a cell. */
  @Test
  void experiments_doNotKnowTheTablesOfThePaper() {
    noClasses()
        .that()
        .resideInAPackage("seco.experiment")
        .should()
        .dependOnClassesThat(resideInAPackage("seco.experiment.table.."))
        .check(CLASSES);
  }

  @Test
  void root_usesNoPackageOfOurs() {
    noClasses()
        .that()
        .resideInAPackage("seco")
        .should()
        .dependOnClassesThat(resideInAPackage("seco.(*).."))
        .check(CLASSES);
  }

  @Test
  void everyPackage_standsInTheTable() {
    Set<String> found = new TreeSet<>();
    CLASSES.forEach(c -> found.add(part(c)));
    found.remove("");
    assertTrue(found.contains("run") && found.contains("pretrain"), "found only " + found);
    found.removeAll(MAY_USE.keySet());
    assertTrue(found.isEmpty(), "packages that the table does not know: " + found);
  }

  @Test
  void packages_haveNoCycles() {
    slices().matching("seco.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  /** Notebooks import all packages, so that two classes of one name could not be used there. */
  @Test
  void publicClasses_haveNamesOfTheirOwn() {
    Map<String, Set<String>> packages = new TreeMap<>();
    for (JavaClass c : CLASSES) {
      if (c.getModifiers().contains(JavaModifier.PUBLIC) && c.getEnclosingClass().isEmpty()) {
        packages.computeIfAbsent(c.getSimpleName(), n -> new TreeSet<>()).add(c.getPackageName());
      }
    }
    packages.values().removeIf(several -> several.size() == 1);
    assertTrue(packages.isEmpty(), "public in several packages: " + packages);
  }

  @Test
  void packages_haveNamesThatSayWhatIsInThem() {
    for (JavaClass c : CLASSES) {
      for (String name : c.getPackageName().split("\\.")) {
        assertTrue(!EMPTY_NAMES.contains(name), c.getName());
      }
    }
  }

  @Test
  void classes_areFinalUnlessMadeToBeExtended() {
    classes()
        .that(
            DescribedPredicate.describe(
                "are plain classes",
                c -> !c.isInterface() && !c.isEnum() && !c.isAnonymousClass() && !c.isAnnotation()))
        .and()
        .doNotHaveModifier(JavaModifier.ABSTRACT)
        .and()
        .doNotHaveFullyQualifiedName("seco.InputException") // a damaged video is one of its kinds
        .should()
        .haveModifier(JavaModifier.FINAL)
        .check(CLASSES);
  }

  @Test
  void library_writesNothingToTheConsole() {
    noClasses()
        .that()
        .resideOutsideOfPackages("seco.cli..", "seco.notebook..")
        .should(ACCESS_STANDARD_STREAMS)
        .check(CLASSES);
  }

  /** {@code run} of {@code seco.run.Seeds}; empty for a class of seco itself or of others. */
  private static String part(JavaClass c) {
    String[] names = c.getPackageName().split("\\.");
    return names.length > 1 && names[0].equals("seco") ? names[1] : "";
  }
}
