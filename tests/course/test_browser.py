"""A student's first half hour, in a real JupyterLab in a real browser."""

import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from .conftest import CHECKOUT

CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no chromium on PATH (Debian: apt-get install it)"),
]
NAME = "ex02_vae_kl"
HALF_FORGOTTEN = """def kl_to_standard_normal(mu, logvar):
    mu, logvar = np.asarray(mu, float), np.asarray(logvar, float)
    return np.sum(np.exp(logvar) + mu**2 - 1 - logvar, axis=-1)"""
RIGHT = HALF_FORGOTTEN.replace("return ", "return 0.5 * ")


@contextmanager
def serving(command: list[str], folder: Path, home: Path):
    """Start a Jupyter server on a free port; gives the address that it prints."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = os.environ | {"HOME": str(home), "JUPYTER_CONFIG_DIR": str(home / "config")}
    environment.pop("MPLBACKEND", None)  # figures are drawn inline, as students see them
    words = [word.replace("PORT", str(port)) for word in command]
    with subprocess.Popen(
        words, cwd=folder, env=environment, stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            for line in server.stderr:
                found = re.search(rf"http://127\.0\.0\.1:{port}/lab\?token=\w+", line)
                if found:
                    break
            else:
                pytest.fail("JupyterLab ended before it printed its address")
            yield found.group()
        finally:
            server.terminate()
            server.stderr.close()


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """`course lab` as a student starts it."""
    folder = tmp_path_factory.mktemp("lab")
    command = [sys.executable, "-m", "course", "lab", NAME, "--no-browser", "--port", "PORT"]
    command += ["--folder", str(folder)]
    with serving(command, CHECKOUT, tmp_path_factory.mktemp("home")) as address:
        yield address


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    quiet = "--disable-gpu --disable-quic --no-first-run --disable-background-networking"
    arguments = ["--no-sandbox", *quiet.split(), "--disable-component-update", "--disable-sync"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def page(lab, browser):
    page = browser.new_page(viewport={"width": 1180, "height": 1500})
    page.set_default_timeout(240_000)
    page.goto(lab.replace("/lab?", f"/lab/tree/{NAME}/{NAME}.ipynb?"))
    page.wait_for_selector(".jp-Notebook .jp-Cell")
    page.get_by_role("button", name="No", exact=True).click()  # no news, thank you
    return page


def executions(page) -> list[int]:
    """The numbers in front of the code cells; 0 for one that has not run, or still runs."""
    prompts = page.locator(".jp-CodeCell .jp-InputArea-prompt").all_inner_texts()
    return [int(re.sub(r"\D", "", text) or 0) for text in prompts]


def kernel_is_ready(page) -> None:
    """Wait until the page is connected to a kernel that has nothing to do.

    The page's own light is green before that: with no kernel at all there is nothing to wait for.
    """
    connected = (
        "async () => (await (await fetch('/api/kernels')).json())"
        ".some(kernel => kernel.connections > 0 && kernel.execution_state === 'idle')"
    )
    page.wait_for_function(connected, polling=200)
    page.locator(".jp-Toolbar-kernelName", has_text="Python 3").wait_for()
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]")


def run_all(page) -> None:
    """Run all cells and wait until the last one has a new number.

    Where the kernel is not up yet, Jupyter asks which one to take; a student says "Select". That,
    and a page that is still being drawn, may lose the click on "Run".
    """
    from playwright.sync_api import TimeoutError as TookTooLong

    before = max(executions(page), default=0)  # code cells out of sight may not be drawn yet
    ran = (
        "before => { const prompts = document.querySelectorAll('.jp-CodeCell .jp-InputPrompt');"
        " const last = [...prompts].filter(prompt => prompt.textContent).pop();"  # not a folded one
        " return parseInt(last?.textContent.replace(/\\D/g, '')) > before"
        " || document.querySelector('.jp-Dialog') !== null }"
    )
    for _ in range(3):
        kernel_is_ready(page)
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        dialog = page.locator(".jp-Dialog")
        with contextlib.suppress(TookTooLong):
            page.wait_for_function(ran, arg=before, timeout=100_000)
            if not dialog.count():
                return
            dialog.locator(".jp-mod-accept").click()
    pytest.fail(f"JupyterLab runs nothing; the numbers of its cells: {executions(page)}")


def write_function(page, text: str) -> None:
    """Replace the text of the solution cell, as a student would."""
    cell = page.locator(".jp-CodeCell", has_text="def kl_to_standard_normal").first
    cell.scroll_into_view_if_needed()
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def outputs(page) -> str:
    return "\n".join(page.locator(".jp-Notebook .jp-OutputArea-output").all_inner_texts())


def shoot(page, tmp_path: Path, name: str) -> None:
    page.screenshot(path=tmp_path / f"{name}.png")


def test_an_untouched_notebook_runs_without_anything_red(page, tmp_path):
    run_all(page)
    page.locator(".jp-RenderedImage img").first.scroll_into_view_if_needed()
    page.locator("mjx-container").nth(5).wait_for(state="attached")  # typeset a little later
    shoot(page, tmp_path, "untouched")
    assert page.locator("mjx-merror").count() == 0
    page.get_by_text("waiting for your code").first.wait_for(state="attached")
    assert page.locator("[data-mime-type='application/vnd.jupyter.error']").count() == 0
    assert page.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0


def test_a_forgotten_half_is_named_in_the_notebook(page, tmp_path):
    write_function(page, HALF_FORGOTTEN)
    run_all(page)
    page.get_by_text("exactly twice too large").scroll_into_view_if_needed()
    page.locator(".jp-RenderedImage img").wait_for()
    page.get_by_role("heading", name="Implement").evaluate("heading => heading.scrollIntoView()")
    shoot(page, tmp_path, "half")
    assert "μ = 1, σ = 2: exactly twice too large" in outputs(page)
    assert "Traceback" not in outputs(page)


def test_a_right_function_is_told_so(page, tmp_path):
    write_function(page, RIGHT)
    run_all(page)
    page.locator(".jp-OutputArea-output", has_text="✓").wait_for()
    page.locator(".jp-RenderedImage img").first.scroll_into_view_if_needed()
    shoot(page, tmp_path, "right")
    assert "waiting" not in outputs(page)


def test_the_formgrader_lists_the_course_of_an_instructor(browser, tmp_path):
    shutil.copytree(CHECKOUT / "source" / NAME, tmp_path / "source" / NAME)
    shutil.copy(CHECKOUT / "nbgrader_config.py", tmp_path)
    (tmp_path / "exchange").mkdir(mode=0o777)
    command = [sys.executable, "-m", "jupyterlab", "--ServerApp.ip=127.0.0.1", "--allow-root"]
    command += ["--ServerApp.port=PORT", "--ServerApp.open_browser=False"]
    home = tmp_path / "home"
    home.mkdir()
    with serving(command, tmp_path, home) as address:
        page = browser.new_page(viewport={"width": 1180, "height": 700})
        page.set_default_timeout(240_000)
        page.goto(address.replace("/lab?", "/formgrader?"))
        page.get_by_role("row", name=NAME).wait_for()
        shoot(page, tmp_path, "formgrader")
