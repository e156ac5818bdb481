"""What survives a restart, and what repeats under a seed."""

from pathlib import Path

from tests.emulator.lab import PNG, Lab, entry


def test_a_file_keeps_posts_media_and_jobs(tmp_path: Path) -> None:
    file = tmp_path / "emulator.db"
    before = Lab(database=file)
    media = before.upload()
    job = before.schedule(entry(content={"type": "photo", "media": [{"id": media["id"]}]}))
    after = Lab(database=file)
    after.wait(2)
    assert after.inside() == before.inside()
    assert after.posts() == before.posts()
    assert after.control.get(f"/media/{media['id']}").content == PNG
    assert job["status"] == "complete"


def test_a_job_that_was_waiting_runs_after_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "emulator.db"
    body = {"bulk": {"state": "scheduled", "posts": [entry()]}}
    job = Lab(database=file).api.post("/posts/schedule", json=body).json()["job_id"]
    after = Lab(database=file)
    assert after.finish(job)["status"] == "complete"
    assert len(after.inside()) == 1


def test_ids_and_the_clock_go_on_after_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "emulator.db"
    before = Lab(database=file)
    first = before.by_hand()
    before.control.post("/clock", json={"advance_seconds": 600})
    after = Lab(database=file)
    assert after.by_hand()["id"] != first["id"]
    assert after.control.get("/clock").json()["now"] == "2026-11-24T07:10:00.000+01:00"


def a_day_at_work(seed: int) -> list[object]:
    lab = Lab(seed=seed)
    lab.upload()
    lab.schedule(entry(), entry(minutes=90))
    lab.wait(4000)
    return [*lab.inside(), *lab.posts(), *lab.control.get("/requests").json()]


def test_the_same_seed_gives_the_same_answers() -> None:
    assert a_day_at_work(1) == a_day_at_work(1)
    assert a_day_at_work(1) != a_day_at_work(2)
