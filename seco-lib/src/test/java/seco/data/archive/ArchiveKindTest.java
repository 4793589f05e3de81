package seco.data.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import seco.InputException;

class ArchiveKindTest {
  private static final Map<String, byte[]> FILES = Archives.files("a/b.avi", "video");

  @TempDir Path folder;

  private Path file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  @ParameterizedTest
  @EnumSource
  void content_decides_whateverTheName(ArchiveKind kind) throws IOException {
    byte[] archive = Archives.of(kind, FILES);
    for (String name : new String[] {"a.zip", "a.tar.gz", "a.rar", "a.mp4", "a"}) {
      assertEquals(kind, ArchiveKind.of(file(name, archive)));
    }
  }

  @Test
  void emptyZip_isAZip() throws IOException {
    Path file = file("empty.zip", Archives.of(ArchiveKind.ZIP, Map.of()));
    assertEquals(ArchiveKind.ZIP, ArchiveKind.of(file));
  }

  @Test
  void oldTarWithoutMagic_isKnownByItsSum() throws IOException {
    byte[] tar = Archives.of(ArchiveKind.TAR, FILES);
    Arrays.fill(tar, 257, 265, (byte) 0);
    Arrays.fill(tar, 148, 156, (byte) ' ');
    int sum = 0;
    for (int i = 0; i < 512; i++) {
      sum += tar[i] & 0xFF;
    }
    byte[] octal = "%06o\0 ".formatted(sum).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(octal, 0, tar, 148, 8);
    assertEquals(ArchiveKind.TAR, ArchiveKind.of(file("old", tar)));
    tar[0] ^= 1;
    assertNull(ArchiveKind.sniff(file("wrong", tar)));
  }

  @ParameterizedTest
  @CsvSource({
    "'<!DOCTYPE html><html><head><title>Quota exceeded</title>', HTML page titled 'Quota exceeded'",
    "'\uFEFF  <html><body>no title', an HTML page",
    "'<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code>', 'text: ''<?xml version'",
    "'', an empty file",
    "'not found\nhere', text: 'not found here'",
    "'%PDF-1.4 and more', a PDF document",
    "'RIFF....AVI LIST', a video",
  })
  void textsAndMedia_areRefused_sayingWhatTheyLookLike(String content, String said)
      throws IOException {
    Path file = file("UCF101.zip", content.getBytes(StandardCharsets.UTF_8));
    String message = assertThrows(InputException.class, () -> ArchiveKind.of(file)).getMessage();
    assertTrue(message.startsWith(file + ": not a zip, tar, tar.gz"), message);
    assertTrue(message.contains(said), message);
  }

  @ParameterizedTest
  @CsvSource({
    "FD377A585A00, xz -d",
    "28B52FFD0001, zstd -d",
    "377ABCAF271C, 7z x",
    "1F8B0800, a compressed file that holds no tar",
    "425A6839, a compressed file that holds no tar",
    "504B0708, in several parts",
    "52457E5E, older than rar 2",
    "000000000000, zeros",
    "0102030405060708090A, unknown bytes 01 02 03 04 05 06 07 08",
  })
  void otherFormats_areRefused_sayingWhatTheyAre(String hex, String said) throws IOException {
    Path file = file("a.tar.gz", HexFormat.of().parseHex(hex));
    String message = assertThrows(InputException.class, () -> ArchiveKind.of(file)).getMessage();
    assertTrue(message.contains(said), message);
  }

  @Test
  void gzipWithoutTar_isRefused() throws IOException {
    byte[] gzip = Archives.compressed(new byte[5000], GzipCompressorOutputStream::new);
    assertNull(ArchiveKind.sniff(file("a.gz", gzip)));
  }

  @Test
  void absentFileAndFolder_areRefused() {
    Path absent = folder.resolve("absent.zip");
    String message = assertThrows(InputException.class, () -> ArchiveKind.of(absent)).getMessage();
    assertEquals(absent + ": no such file", message);
    message = assertThrows(InputException.class, () -> ArchiveKind.of(folder)).getMessage();
    assertEquals(folder + ": is not a file", message);
  }
}
