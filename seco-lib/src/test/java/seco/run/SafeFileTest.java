package seco.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import seco.InputException;

class SafeFileTest {
  @TempDir Path folder;

  @Test
  void writeText_umlauts_areReadBack() throws IOException {
    Path file = folder.resolve("a.txt");
    SafeFile.writeText(file, "größer\n");
    SafeFile.writeText(file, "größer als vorher\n");
    assertEquals("größer als vorher\n", Files.readString(file));
    assertEquals(1, entries());
  }

  @Test
  void write_failsHalfway_leavesTheOldContent() throws IOException {
    Path file = folder.resolve("a.txt");
    SafeFile.writeText(file, "old");
    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                SafeFile.write(
                    file,
                    out -> {
                      out.write(new byte[100_000]);
                      throw new IOException("No space left on device");
                    }));
    assertEquals(file + ": could not be written (No space left on device)", thrown.getMessage());
    assertEquals("old", Files.readString(file));
    assertEquals(1, entries(), "nothing half-written stays");
  }

  @Test
  void write_ownFailureOfTheContent_isPassedOn() throws IOException {
    Path file = folder.resolve("a.txt");
    IllegalStateException failure = new IllegalStateException("wrong");
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                SafeFile.write(
                    file,
                    out -> {
                      throw failure;
                    }));
    assertSame(failure, thrown);
    assertEquals(0, entries());
  }

  @Test
  void write_whileInterrupted_isWhole() throws IOException {
    Path file = folder.resolve("a.txt");
    Thread.currentThread().interrupt();
    SafeFile.writeText(file, "whole");
    assertTrue(Thread.interrupted(), "the interrupt flag stays");
    assertEquals("whole", Files.readString(file));
  }

  @Test
  void write_absentFolder_namesTheFile() {
    Path file = folder.resolve("absent/a.txt");
    String message =
        assertThrows(IOException.class, () -> SafeFile.writeText(file, "x")).getMessage();
    assertTrue(message.startsWith(file + ": could not be written ("), message);
  }

  @Test
  void requireWritable_parentIsAFile_isRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    Path target = file.resolve("deep/run");
    String message =
        assertThrows(InputException.class, () -> SafeFile.requireWritable(target)).getMessage();
    assertEquals(target + ": cannot be created, " + file + " is not a folder", message);
  }

  @Test
  void requireWritable_deepNewPath_isFine() {
    Path target = folder.resolve("a/b/c");
    assertSame(target, SafeFile.requireWritable(target));
    assertTrue(Files.notExists(folder.resolve("a")), "nothing is made");
  }

  @Test
  void requireWritable_readOnlyFolder_isRefused() {
    assertTrue(folder.toFile().setWritable(false));
    assumeFalse(Files.isWritable(folder), "this user may write everywhere");
    Path target = folder.resolve("run");
    String message =
        assertThrows(InputException.class, () -> SafeFile.requireWritable(target)).getMessage();
    assertEquals(target + ": cannot be created, " + folder + " is not writable", message);
  }

  @Test
  void deleteTree_filledFolder_isGone() throws IOException {
    Path tree = Files.createDirectories(folder.resolve("a/b"));
    Files.writeString(tree.resolve("c"), "x");
    SafeFile.deleteTree(folder.resolve("a"));
    SafeFile.deleteTree(folder.resolve("a"));
    assertEquals(0, entries());
  }

  @Test
  void move_ontoAnExistingFile_replacesIt() throws IOException {
    Path from = Files.writeString(folder.resolve("new"), "new");
    Path to = Files.writeString(folder.resolve("old"), "old");
    SafeFile.move(from, to);
    assertEquals("new", Files.readString(to));
    assertEquals(1, entries());
  }

  private int entries() throws IOException {
    try (var files = Files.list(folder)) {
      return (int) files.count();
    }
  }
}
