"""JupyterLab in a browser: a notebook is opened, all cells are run, a picture is seen."""

import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request

import nbformat
import pytest
from conftest import NOTEBOOKS, ROOT, outputs
from selenium import webdriver
from selenium.common.exceptions import ElementClickInterceptedException, TimeoutException
from selenium.webdriver.common.by import By
from selenium.webdriver.support import expected_conditions
from selenium.webdriver.support.ui import WebDriverWait

PICTURE = ".jp-OutputArea-output img[src^='data:image/png']"
ERROR = "[data-mime-type='application/vnd.jupyter.error']"


@pytest.fixture
def notebook(tmp_path):
    """A copy of the first notebook without outputs, so that what is seen was made now."""
    content = nbformat.read(NOTEBOOKS[0], as_version=4)
    for cell in content.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    nbformat.write(content, tmp_path / NOTEBOOKS[0].name)
    return tmp_path / NOTEBOOKS[0].name


@pytest.fixture
def address(notebook, data):
    """JupyterLab started as a user starts it, on a free port, and its address for the notebook."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    settings = {"SECO_SCALE": "smoke", "SECO_DATA": str(ROOT / "build" / "test-data")}
    server = subprocess.Popen(
        [ROOT / "environment" / "lab", "--no-browser", f"--port={port}", f"--IdentityProvider.token={token}"]
        + [f"--ServerApp.root_dir={notebook.parent}"],
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
    )
    try:
        wait_for(f"http://127.0.0.1:{port}/api/status", token, server)
        yield f"http://127.0.0.1:{port}", token
    finally:
        server.terminate()
        try:
            server.wait(60)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def wait_for(url, token, server):
    for _ in range(120):
        assert server.poll() is None, "JupyterLab ended"
        try:
            return urllib.request.urlopen(urllib.request.Request(url, headers={"Authorization": f"token {token}"}))
        except urllib.error.URLError:
            time.sleep(1)
    raise AssertionError("JupyterLab did not start within two minutes")


@pytest.fixture
def browser(tmp_path):
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for argument in ("--headless=new", "--disable-dev-shm-usage", "--window-size=1400,6000", f"--user-data-dir={tmp_path}/browser"):
        options.add_argument(argument)
    if os.geteuid() == 0:
        options.add_argument("--no-sandbox")
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    yield driver
    driver.quit()


def choose(browser, wait, menu, item):
    """Chooses an item of JupyterLab's menu bar."""
    bar = f"//div[contains(@class,'lm-MenuBar-itemLabel') and text()='{menu}']"
    wait.until(expected_conditions.element_to_be_clickable((By.XPATH, bar))).click()
    entry = f"//div[contains(@class,'lm-Menu-itemLabel') and text()='{item}']"
    wait.until(expected_conditions.element_to_be_clickable((By.XPATH, entry))).click()


def answer_dialogs(browser):
    """Accepts what JupyterLab asks, such as which kernel to start, as its preselected answers say."""
    for button in browser.find_elements(By.CSS_SELECTOR, ".jp-Dialog .jp-mod-accept"):
        browser.execute_script("arguments[0].click()", button)


def run_all_cells(browser, wait):
    """Runs all cells; chosen before the page has reached its kernel the command may do nothing or ask for a kernel, so it is chosen again."""
    prompts = (By.CSS_SELECTOR, ".jp-Notebook .jp-InputPrompt")
    seen = []
    for _ in range(10):
        seen += [e.text for e in browser.find_elements(By.CSS_SELECTOR, ".jp-Dialog")]
        answer_dialogs(browser)
        try:
            choose(browser, wait, "Run", "Run All Cells")
            WebDriverWait(browser, 20).until(lambda page: any(re.search(r"[\d*]", e.text) for e in page.find_elements(*prompts)))
            return
        except (TimeoutException, ElementClickInterceptedException):
            continue
    raise AssertionError(f"no cell began to run; JupyterLab asked: {seen}")


def kernel_is_idle(url, token):
    """Whether the server holds one session whose kernel waits for work and has the page connected to it."""
    request = urllib.request.Request(f"{url}/api/sessions", headers={"Authorization": f"token {token}"})
    kernels = [session["kernel"] for session in json.load(urllib.request.urlopen(request))]
    return len(kernels) == 1 and kernels[0]["execution_state"] == "idle" and kernels[0]["connections"] > 0


def test_lab_withoutToken_isRefused(address):
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(f"{address[0]}/api/contents")


def test_lab_runAllCellsInTheBrowser_showsAPictureAndNoError(address, browser, notebook):
    url, token = address
    wait = WebDriverWait(browser, 300)
    browser.get(f"{url}/lab/tree/{notebook.name}?token={token}")
    wait.until(expected_conditions.presence_of_element_located((By.CSS_SELECTOR, ".jp-Notebook .jp-CodeCell")))
    wait.until(lambda page: kernel_is_idle(url, token))
    assert browser.find_elements(By.CSS_SELECTOR, PICTURE) == []

    run_all_cells(browser, wait)
    picture = wait.until(expected_conditions.presence_of_element_located((By.CSS_SELECTOR, PICTURE)))
    assert int(picture.get_property("naturalWidth")) > 0
    wait.until(lambda page: "[*]:" not in [e.text for e in page.find_elements(By.CSS_SELECTOR, ".jp-InputPrompt")])
    assert browser.find_elements(By.CSS_SELECTOR, ERROR) == []

    choose(browser, wait, "File", "Save Notebook")
    wait.until(lambda page: outputs(notebook, "image/png"))
    assert [output for output in outputs(notebook) if output.output_type == "error"] == []
