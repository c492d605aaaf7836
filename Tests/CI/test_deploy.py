"""The manifests of deploy/: they parse, and what they run joins shards into the site of a single run."""

import hashlib
import os
import shlex
import shutil
import subprocess

import pytest
import yaml

import guide
import tools

DEPLOY = tools.ROOT / "deploy"
KUBERNETES = list(yaml.safe_load_all((DEPLOY / "kubernetes/render.yaml").read_text()))
GITHUB = yaml.safe_load((DEPLOY / "github/render.yml").read_text())
SHARDS = 4

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} 9"><path d="M0 0h9v9z"/></svg>'
PORTAL = "name: {0}\nslug: {0}-billing\nwebsiteId: w\n"

#: Workspaces by what is special about them: their files, on top of three portals; whether they have errors.
WORKSPACES = {
    "three portals": ({}, False),
    "templates": (
        {
            "templates/portal-card.mustache": "<p>{{title}} {{address}}</p>\n",
            "templates/docs-index.mustache": "own {{count}}\n{{&portalRows}}\n",
        },
        False,
    ),
    "logos": (
        {f"logos/{name}.svg": LOGO.format(side) for name, side in {"one": 9, "two": 20}.items()}
        | {
            f"portals/logo-{number}.yaml": PORTAL.format(f"logo-{number}")
            + f"x-portico: {{logo: logos/{'one' if number % 3 else 'two'}.svg}}\n"
            for number in range(12)
        },
        False,
    ),
    "clashing ids": (
        {
            "portals/b.yaml": "id: acme\n" + PORTAL.format("other-b"), "portals/c.yaml": "id: FERN\n" + PORTAL.format("fern"),
            "portals/d.yaml": "name: [\n",
        },
        True,
    ),
}  # fmt: skip


def steps(job, name):
    return [step for step in job["steps"] if step.get("name") == name or step.get("uses", "").startswith(f"{name}@")]


def container(job):
    (found,) = job["spec"]["template"]["spec"]["containers"]
    return found


def kubernetes(folder, index):
    """What Kubernetes runs for a shard, or to join them (`None`)."""
    job = KUBERNETES[0 if index is not None else 1]
    given = container(job)
    variables = {variable["name"]: variable["value"] for variable in given["env"]} | {"FOLDER": str(folder)}
    if index is not None:
        variables["JOB_COMPLETION_INDEX"] = str(index)
    return given["command"] + given["args"], variables


def slurm(folder, index):
    name = "join" if index is None else "render"
    variables = {"SLURM_SUBMIT_DIR": str(folder)}
    if index is not None:
        variables["SLURM_ARRAY_TASK_ID"] = str(index)
    return ["bash", str(DEPLOY / f"slurm/{name}.sbatch")], variables


def github(folder, index):
    """What runs on a runner; the actions that carry a shard from one to the other are played in `finish`."""
    job = GITHUB["jobs"]["render" if index is not None else "join"]
    (step,) = steps(job, "Render the shard" if index is not None else "Join the shards")
    temporary = folder / "runners" / str("join" if index is None else index)
    temporary.mkdir(parents=True)
    variables = {"RUNNER_TEMP": str(temporary)}
    if index is None:
        (download,) = steps(job, "actions/download-artifact")
        assert download["with"] == {"pattern": "shard-*", "path": "${{ runner.temp }}/shards"}
        for shard in folder.glob("runners/*/shard"):
            shutil.copytree(shard, temporary / f"shards/shard-{shard.parent.name}")
    else:
        values = {"${{ matrix.shard }}": str(index), "${{ strategy.job-total }}": str(SHARDS)}
        variables |= {name: values[value] for name, value in job["env"].items()}
    return ["bash", "-e", "-c", f"cd {shlex.quote(str(folder / 'workspace'))}\n{step['run']}"], variables


ENGINES = {"kubernetes": kubernetes, "slurm": slurm, "github": github}


def site(engine, folder):
    return folder / ("runners/join/site" if engine == "github" else "site")


def contents(folder):
    """Every file with its bytes, but for the cache, which a joined site has not."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".portico.cache"
    }


@pytest.fixture(params=WORKSPACES)
def workspace(request, tmp_path):
    """A folder that every machine sees, with the workspace in it; and how its rendering ends."""
    files, has_errors = WORKSPACES[request.param]
    for identifier in ("acme", "fern", "voltline"):
        files = {f"portals/{identifier}.yaml": PORTAL.format(identifier)} | files
    write(tmp_path / "workspace", files | {"portico.yaml": "lint: {links.missing: off}\n"})
    return tmp_path, int(has_errors)


def write(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("engine", ENGINES)
def test_four_processes_at_once_make_the_site_of_a_single_run(workspace, variables, engine):
    folder, status = workspace
    guide.run(["portico", "render", "--workspace", folder / "workspace", "--output", folder / "single"], folder, variables, status)
    started = []
    for index in range(SHARDS):
        command, more = ENGINES[engine](folder, index)
        started.append(subprocess.Popen(command, cwd=folder, env=variables | more, stderr=subprocess.PIPE, text=True))
    ended = [(process.communicate(timeout=120)[1], process.returncode) for process in started]
    # A problem costs the shard that has it, and no other.
    assert max(code for _, code in ended) == status, ended
    command, more = ENGINES[engine](folder, None)
    guide.run(command, folder, variables | more)
    assert contents(site(engine, folder)) == contents(folder / "single")


@pytest.mark.parametrize("workspace", ["three portals"], indirect=True)
@pytest.mark.parametrize("engine", ENGINES)
def test_a_shard_that_is_missing_fails_the_joining(workspace, variables, engine):
    folder, _ = workspace
    for index in range(SHARDS):
        command, more = ENGINES[engine](folder, index)
        subprocess.run(command, cwd=folder, env=variables | more, capture_output=True, check=False)
    shutil.rmtree(next(folder.rglob("portico-shard.jsonl")).parent)
    command, more = ENGINES[engine](folder, None)
    guide.run(command, folder, variables | more, 1)
    assert not site(engine, folder).exists()


def test_the_jobs_of_kubernetes_agree():
    render, join = KUBERNETES
    assert [job["kind"] for job in KUBERNETES] == ["Job", "Job"]
    assert [job["apiVersion"] for job in KUBERNETES] == ["batch/v1", "batch/v1"]
    assert render["spec"]["completionMode"] == "Indexed"
    assert render["spec"]["completions"] == render["spec"]["parallelism"] == SHARDS
    assert join["spec"]["suspend"] is True
    for job in KUBERNETES:
        given = container(job)
        assert {variable["name"]: variable["value"] for variable in given["env"]} == {"SHARDS": str(SHARDS), "FOLDER": "/data"}
        assert given["volumeMounts"] == [{"name": "data", "mountPath": "/data"}]
        assert job["spec"]["template"]["spec"]["volumes"] == [
            {"name": "data", "persistentVolumeClaim": {"claimName": "portico"}}
        ]
        assert given["image"].endswith(f":{version()}")
    readme = (DEPLOY / "README.md").read_text()
    for job in KUBERNETES:
        assert job["metadata"]["name"] in readme


def test_the_array_of_slurm_has_every_shard():
    render, join = ((DEPLOY / f"slurm/{name}.sbatch").read_text() for name in ("render", "join"))
    assert f"#SBATCH --array=0-{SHARDS - 1}\n" in render
    assert f"SHARDS=${{SHARDS:-{SHARDS}}}\n" in render and f"SHARDS=${{SHARDS:-{SHARDS}}}\n" in join
    for name in ("render", "join"):
        assert f"slurm/{name}.sbatch" in (DEPLOY / "README.md").read_text()
        guide.run(["bash", "-n", DEPLOY / f"slurm/{name}.sbatch"], DEPLOY, dict(os.environ))


def test_the_matrix_of_github_has_every_shard_and_carries_all_of_it():
    render, join = GITHUB["jobs"]["render"], GITHUB["jobs"]["join"]
    assert render["strategy"] == {"matrix": {"shard": list(range(SHARDS))}}
    assert join["needs"] == "render"
    assert GITHUB["permissions"] == {"contents": "read"}
    (upload,) = steps(render, "actions/upload-artifact")
    # Ids may begin with a dot.
    assert upload["with"] == {
        "name": "shard-${{ matrix.shard }}", "path": "${{ runner.temp }}/shard", "include-hidden-files": True
    }  # fmt: skip
    for job in (render, join):
        assert not any("${{" in step.get("run", "") for step in job["steps"])


def test_the_workflow_installs_portico_as_the_guide_does(tmp_path, variables):
    workflow = guide.block(".github/workflows/portals.yaml")
    (job,) = workflow["jobs"].values()
    assert GITHUB["env"] == job["env"]
    for other in GITHUB["jobs"].values():
        assert steps(other, "Install Portico") == steps(job, "Install Portico")
    archive = guide.archive(tmp_path, f"portico-{version()}-linux-x86_64.tar.gz")
    for name in ("temporary", "repository"):
        (tmp_path / name).mkdir()
    runner = guide.Runner(tmp_path / "repository", tmp_path / "temporary", guide.environment(tmp_path) | {
        "PORTICO_URL": archive.as_uri(), "PORTICO_SHA256": hashlib.sha256(archive.read_bytes()).hexdigest(),
    })  # fmt: skip
    (step,) = runner.github({"steps": steps(GITHUB["jobs"]["join"], "Install Portico")})
    assert step.status == 0, step.output
    assert guide.run([tmp_path / "temporary/portico/bin/portico", "--version"], tmp_path, variables).strip() == version()


def test_the_readme_is_ten_lines():
    assert len((DEPLOY / "README.md").read_text().splitlines()) <= 10


def version():
    return subprocess.run([tools.portico(), "--version"], capture_output=True, text=True, check=True).stdout.strip()
