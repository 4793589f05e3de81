"""The natives that Maven chooses by itself on each platform."""

import os
import re
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from conftest import ROOT, start

DJL = {"pytorch-native-cpu"}
BYTEDECO = {"javacpp", "ffmpeg", "opencv", "openblas"}
POM = "{http://maven.apache.org/POM/4.0.0}"


def maven_on(system, architecture, *arguments, folder):
    """Maven as it runs on another platform, without the library that colours its console by native code of that platform."""
    home = Path(re.search(r"Maven home: (.*)", start("mvn", "--version").stdout).group(1))
    jars = [jar for jar in sorted((home / "lib").glob("*.jar")) if "jansi" not in jar.name]
    launcher = folder / "launcher.conf"
    lines = ["main is org.apache.maven.cli.MavenCli from plexus.core", "[plexus.core]", *(f"load {jar}" for jar in jars)]
    launcher.write_text("\n".join(lines), "utf-8")
    return start(
        *(Path(os.environ["JAVA_HOME"], "bin", "java"), "-cp", next((home / "boot").glob("plexus-classworlds*.jar"))),
        *(f"-Dclassworlds.conf={launcher}", f"-Dmaven.home={home}", f"-Dmaven.multiModuleProjectDirectory={ROOT}"),
        *(f"-Dos.name={system}", f"-Dos.arch={architecture}"),
        *("org.codehaus.plexus.classworlds.launcher.Launcher", *arguments),
    )


@pytest.mark.parametrize(
    ("system", "architecture", "djl", "bytedeco"),
    [
        ("Linux", "amd64", "linux-x86_64", "linux-x86_64"),
        ("Linux", "aarch64", "linux-aarch64", "linux-arm64"),
        ("Mac OS X", "aarch64", "osx-aarch64", "macosx-arm64"),
        ("Windows 11", "amd64", "win-x86_64", "windows-x86_64"),
    ],
)
def test_effectivePom_onEachPlatform_namesItsNatives(system, architecture, djl, bytedeco, tmp_path):
    pom = tmp_path / "effective.xml"
    made = maven_on(system, architecture, "-q", "-B", "-pl", "seco-lib", "help:effective-pom", f"-Doutput={pom}", folder=tmp_path)
    assert made.returncode == 0, made.stdout + made.stderr
    classifiers = {
        dependency.findtext(f"{POM}artifactId"): dependency.findtext(f"{POM}classifier")
        for dependency in ElementTree.parse(pom).iterfind(f"./{POM}dependencies/{POM}dependency")
        if dependency.findtext(f"{POM}classifier")
    }
    assert classifiers == {**dict.fromkeys(DJL, djl), **dict.fromkeys(BYTEDECO, bytedeco)}


def test_pom_everyPlugin_isPinned():
    text = (ROOT / "pom.xml").read_text("utf-8")
    plugins = re.findall(r"<plugin>(.*?)</plugin>", text, re.DOTALL)
    assert plugins
    assert [plugin for plugin in plugins if "<version>" not in plugin] == []
