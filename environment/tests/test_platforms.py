"""The natives that Maven chooses by itself on each platform."""

import re
import xml.etree.ElementTree as ElementTree

import pytest
from conftest import ROOT, start

DJL = {"pytorch-native-cpu"}
BYTEDECO = {"javacpp", "ffmpeg", "opencv", "openblas"}
POM = "{http://maven.apache.org/POM/4.0.0}"


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
    made = start(
        *("mvn", "-q", "-B", "-pl", "seco-lib", "help:effective-pom", f"-Doutput={pom}"),
        MAVEN_OPTS=f"-Dos.arch={architecture} -Djansi.mode=strip",
        JAVA_TOOL_OPTIONS=f'"-Dos.name={system}"',
    )
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
