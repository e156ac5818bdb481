"""The routes of the fake GitHub: who may ask, what they get, page by page."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, request

from tests.support.github_data import REPOSITORY, Data, Token

LONGEST_BODY = 65_536

_TOP = f"/repos/{REPOSITORY}"


class _RefusalError(Exception):
    def __init__(self, status: int, message: str, **more: Any) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"message": message, "status": str(status), **more}


def routes(data: Data, tokens: dict[str, Token]) -> Flask:
    """The app that answers about this data those who have one of these tokens."""
    app = Flask(__name__, static_folder=None)
    app.before_request(lambda: _admit(tokens))
    app.register_error_handler(_RefusalError, lambda e: (e.body, e.status))
    app.register_error_handler(404, lambda e: ({"message": "Not Found", "status": "404"}, 404))
    _token_routes(app, data, tokens)
    _comment_routes(app, data)
    _issue_routes(app, data)
    _pull_routes(app, data)
    return app


def _admit(tokens: dict[str, Token]) -> None:
    token = tokens.get(request.headers.get("Authorization", "").removeprefix("Bearer "))
    if token is None:
        raise _RefusalError(401, "Bad credentials")
    asks_itself = request.path == "/user" and not token.knows_itself
    changes = request.method != "GET" and request.path != "/graphql"
    if asks_itself or (changes and not token.writes):
        raise _RefusalError(403, "Resource not accessible by integration")


def _token_routes(app: Flask, data: Data, tokens: dict[str, Token]) -> None:
    def me() -> dict[str, Any]:
        return tokens[request.headers["Authorization"].removeprefix("Bearer ")].author

    @app.get("/user")
    def user() -> Any:
        return me()

    @app.post("/graphql")
    def viewer() -> Any:
        return {"data": {"viewer": {"login": me()["login"]}}}

    @app.post(f"{_TOP}/issues/<int:number>/comments")
    def comment(number: int) -> Any:
        if number not in data.pulls and number not in data.issues:
            raise _RefusalError(404, "Not Found")
        return _comment_json(data.comments[data.say(number, _body("IssueComment"), me())]), 201

    @app.post(f"{_TOP}/issues")
    def issue() -> Any:
        sent = request.get_json()
        number = data.complain(sent["title"], _body("Issue"), sent.get("labels", []), me())
        return data.issues[number], 201


def _comment_routes(app: Flask, data: Data) -> None:
    @app.get(f"{_TOP}/issues/<int:number>/comments")
    def comments(number: int) -> Any:
        if number not in data.pulls and number not in data.issues:
            raise _RefusalError(404, "Not Found")
        return _page([_comment_json(c) for c in data.comments.values() if c["issue"] == number])

    @app.patch(f"{_TOP}/issues/comments/<int:number>")
    def edit(number: int) -> Any:
        if number not in data.comments:
            raise _RefusalError(404, "Not Found")
        data.comments[number]["body"] = _body("IssueComment")
        return _comment_json(data.comments[number])


def _issue_routes(app: Flask, data: Data) -> None:
    @app.get(f"{_TOP}/issues")
    def issues() -> Any:
        wanted = {name for name in request.args.get("labels", "").split(",") if name}
        state = request.args.get("state", "open")
        pulls = [
            {**data.pull_json(p), "labels": [], "pull_request": {}} for p in data.pulls.values()
        ]
        return _page(
            [
                item
                for item in sorted([*data.issues.values(), *pulls], key=lambda i: -i["number"])
                if state in {"all", item["state"]}
                and wanted <= {label["name"] for label in item["labels"]}
            ]
        )

    @app.patch(f"{_TOP}/issues/<int:number>")
    def change(number: int) -> Any:
        if number not in data.issues:
            raise _RefusalError(404, "Not Found")
        sent = request.get_json()
        if "body" in sent:
            _body("Issue")
        data.issues[number] |= sent
        return data.issues[number]

    @app.get(f"{_TOP}/labels/<path:name>")
    def label(name: str) -> Any:
        if name not in data.labels:
            raise _RefusalError(404, "Not Found")
        return data.labels[name]

    @app.post(f"{_TOP}/labels")
    def new_label() -> Any:
        sent = request.get_json()
        if sent["name"] in data.labels:
            errors = [{"resource": "Label", "code": "already_exists", "field": "name"}]
            raise _RefusalError(422, "Validation Failed", errors=errors)
        data.labels[sent["name"]] = sent
        return sent, 201


def _pull_routes(app: Flask, data: Data) -> None:
    @app.get(f"{_TOP}/pulls")
    def pulls() -> Any:
        state, head = request.args.get("state", "open"), request.args.get("head")
        return _page(
            [
                data.pull_json(each)
                for each in data.pulls.values()
                if state in {"all", each.state}
                and head in {None, f"{(each.source or '').split('/')[0]}:{each.branch}"}
            ]
        )

    @app.get(f"{_TOP}/pulls/<int:number>")
    def pull(number: int) -> Any:
        if number not in data.pulls:
            raise _RefusalError(404, "Not Found")
        return data.pull_json(data.pulls[number])

    @app.get(f"{_TOP}/pulls/<int:number>/files")
    def files(number: int) -> Any:
        return _page([{"filename": f, "status": "added"} for f in data.pulls[number].files])

    @app.get(f"{_TOP}/commits/<name>/pulls")
    def brought(name: str) -> Any:
        return _page([data.pull_json(p) for p in data.pulls.values() if name in p.commits])

    @app.get(f"{_TOP}/compare/<base>...<head>")
    def compare(base: str, head: str) -> Any:
        if not {base, head} <= set(data.parents):
            raise _RefusalError(404, "Not Found")
        commits = [{"sha": name} for name in data.between(base, head)]
        return _page(commits, within={"total_commits": len(commits), "status": "ahead"})


def _comment_json(comment: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in comment.items() if name != "issue"}


def _body(resource: str) -> str:
    """The body in a request, if GitHub would take it."""
    body: str = request.get_json().get("body") or ""
    if not body.strip() or len(body) > LONGEST_BODY:
        why = f"body is too long (maximum is {LONGEST_BODY} characters)" if body else "is blank"
        errors = [{"resource": resource, "code": "custom", "field": "body", "message": why}]
        raise _RefusalError(422, "Validation Failed", errors=errors)
    return body


def _page(items: list[Any], within: dict[str, Any] | None = None) -> Response:
    """One page of a list, with links to the next one and the last one."""
    size = min(int(request.args.get("per_page", 30)), 100)
    number = int(request.args.get("page", 1))
    last = max(1, -(-len(items) // size))
    shown = items[(number - 1) * size : number * size]
    body = shown if within is None else {**within, "commits": shown}
    answer = Response(json.dumps(body), mimetype="application/json")
    if number < last:
        links = (("next", number + 1), ("last", last))
        answer.headers["Link"] = ", ".join(f'<{_address(to)}>; rel="{rel}"' for rel, to in links)
    return answer


def _address(page: int) -> str:
    query = urlencode({**request.args.to_dict(), "page": str(page)})
    return f"{request.base_url}?{query}"
