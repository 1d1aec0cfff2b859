"""A student's first half hour, in a real JupyterLab in a real browser."""

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
    (home / "config").mkdir()
    (home / "config" / "jupyter_lab_config.py").write_text(
        "c.LabApp.expose_app_in_browser = True\n"
    )
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


def run_all(page) -> None:
    """Run all cells, once the notebook has its kernel, and wait until the last one has ended.

    JupyterLab itself says when: what the page shows of cells out of sight may be old.
    """
    page.evaluate(
        """async () => {
            await jupyterapp.shell.currentWidget.sessionContext.ready
            await jupyterapp.commands.execute("notebook:run-all-cells")
        }"""
    )


def write_function(page, text: str) -> None:
    """Replace the text of the solution cell, as a student would."""
    cell = page.locator(".jp-CodeCell", has_text="def kl_to_standard_normal").first
    cell.scroll_into_view_if_needed()
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(text)


def outputs(page) -> list[dict]:
    """All outputs of the notebook, those of cells out of sight too, as nbformat writes them."""
    return page.evaluate(
        """() => [...jupyterapp.shell.currentWidget.content.model.cells]
            .flatMap(cell => cell.outputs ? cell.outputs.toJSON() : [])"""
    )


def printed(page) -> str:
    return "".join(output.get("text", "") for output in outputs(page))


def errors(page) -> list[str]:
    """What stands in red, as the notebook shows it, line after line."""
    traceback = [
        output["traceback"] for output in outputs(page) if output["output_type"] == "error"
    ]
    return ["\n".join(lines) for lines in traceback]


def shoot(page, tmp_path: Path, name: str) -> None:
    page.screenshot(path=tmp_path / f"{name}.png")


def test_an_untouched_notebook_runs_without_anything_red(page, tmp_path):
    run_all(page)
    page.locator(".jp-RenderedImage img").first.scroll_into_view_if_needed()
    page.locator("mjx-container").nth(5).wait_for(state="attached")  # typeset a little later
    shoot(page, tmp_path, "untouched")
    assert page.locator("mjx-merror").count() == 0
    assert "waiting for your code" in printed(page)
    assert not errors(page)
    assert not [output for output in outputs(page) if output.get("name") == "stderr"]


def test_a_forgotten_half_is_named_in_the_notebook(page, tmp_path):
    write_function(page, HALF_FORGOTTEN)
    run_all(page)
    page.get_by_text("exactly twice too large").scroll_into_view_if_needed()
    page.locator(".jp-RenderedImage img").wait_for()
    page.get_by_role("heading", name="Implement").evaluate("heading => heading.scrollIntoView()")
    shoot(page, tmp_path, "half")
    (error,) = errors(page)
    assert "μ = 1, σ = 2: exactly twice too large" in error
    assert "Traceback" not in error


def test_a_right_function_is_told_so(page, tmp_path):
    write_function(page, RIGHT)
    run_all(page)
    page.locator(".jp-OutputArea-output", has_text="✓").wait_for()
    page.locator(".jp-RenderedImage img").first.scroll_into_view_if_needed()
    shoot(page, tmp_path, "right")
    assert not errors(page)
    assert "waiting" not in printed(page)


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
