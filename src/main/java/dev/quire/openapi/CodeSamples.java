package dev.quire.openapi;

import java.util.List;
import java.util.Map;

/// Programs that read a whole collection, for the extension `x-codeSamples`. They wait as `Retry-After` says and end
/// with an error on any other failure. README shows the same programs, which its tests run.
final class CodeSamples {

    private static final String SHELL = """
            ( url='localhost:8080PATH?per_page=100&count=none'; cursor=
            while page=$(curl -gsSf --retry 4 "$url${cursor:+&cursor=$cursor}") || exit; do
              printf %s "$page" | jq -c '.data[]' || exit
              cursor=$(printf %s "$page" | jq -er '.meta.next_cursor // "end"') || exit; [ "$cursor" != end ] || break
            done )
            """;

    private static final String JAVASCRIPT = """
            for (let cursor = ''; cursor != null;) {
              const answer = await fetch('http://localhost:8080PATH?per_page=100&count=none' + (cursor && `&cursor=${cursor}`))
              if ([429, 503].includes(answer.status)) { await new Promise(end => setTimeout(end, 1000 * (answer.headers.get('Retry-After') ?? 1))); continue }
              if (!answer.ok) throw new Error(await answer.text())
              const page = await answer.json(); page.data.forEach(item => console.log(JSON.stringify(item))); cursor = page.meta.next_cursor
            }
            """;

    private static final String PYTHON = """
            import json, time, urllib.error, urllib.request; cursor = ""
            while cursor is not None:
                try: page = json.load(urllib.request.urlopen("http://localhost:8080PATH?per_page=100&count=none" + cursor))
                except urllib.error.HTTPError as error:
                    if error.code not in (429, 503): raise
                    time.sleep(int(error.headers.get("Retry-After", 1))); continue
                for item in page["data"]: print(json.dumps(item))
                cursor = page["meta"].get("next_cursor"); cursor = cursor and "&cursor=" + cursor
            """;

    private CodeSamples() {}

    /// @param path of the list, such as `/api/items`
    static List<Map<String, Object>> walks(String path) {
        return List.of(
                sample("Shell", "curl and jq", SHELL, path),
                sample("JavaScript", "fetch", JAVASCRIPT, path),
                sample("Python", "urllib", PYTHON, path));
    }

    private static Map<String, Object> sample(String language, String label, String text, String path) {
        return Walk.ordered("lang", language, "label", label, "source", text.replace("PATH", path));
    }
}
