using System.Diagnostics;
using System.Text.Json;
using Swictation.Testing;

namespace Swictation.Replay.Tests.Shells;

/// <summary>A shell on a terminal of its own, and somebody who types.</summary>
internal static class Terminal
{
    // Reads until a text is on the screen before it types the next.
    private const string Typist =
        """
        import json, os, pty, select, sys, time
        order = json.loads(sys.argv[1])
        child, screen = pty.fork()
        if child == 0:
            os.environ.update(order["environment"])
            os.chdir(order["directory"])
            os.execvp(order["shell"][0], order["shell"])
        late, seen = time.monotonic() + order["seconds"], b""
        for keys, wanted in order["steps"]:
            os.write(screen, keys.encode())
            at = len(seen)
            while wanted.encode() not in seen[at:]:
                if time.monotonic() > late or not select.select([screen], [], [], 0.1)[0]:
                    if time.monotonic() > late:
                        sys.exit("%r is not on the screen: %r" % (wanted, seen))
                    continue
                try:
                    seen += os.read(screen, 65536)
                except OSError:
                    sys.exit("the shell has ended: %r" % seen)
        os.close(screen)
        """;

    /// <summary>Types, and waits after each step for a text on the screen.</summary>
    public static async Task TypeAsync(
        string[] shell, string directory, Dictionary<string, string> environment, params (string Keys, string Wanted)[] steps)
    {
        var order = JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["shell"] = shell,
            ["directory"] = directory,
            ["environment"] = environment,
            ["seconds"] = LineClient.Deadline.TotalSeconds / 2,
            ["steps"] = steps.Select(step => new[] { step.Keys, step.Wanted }),
        });
        using var process = Process.Start(new ProcessStartInfo("python3", ["-c", Typist, order])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        })!;
        var result = await ReplayTool.EndAsync(process);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }
}
