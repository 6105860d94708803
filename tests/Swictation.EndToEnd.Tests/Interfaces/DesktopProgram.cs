using Swictation.EndToEnd.Tests.Processes;
using Swictation.Testing;

namespace Swictation.EndToEnd.Tests.Interfaces;

/// <summary>
/// An executable with the name of the Tauri desktop interface, which the daemon recognises it by: a copy of netcat, which
/// prints what comes from a socket.
/// </summary>
internal sealed class DesktopProgram : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public DesktopProgram()
    {
        Path = _directory.File("swictation-ui");
        Tool.Run("sh", "-c", $"cp -L \"$(command -v nc)\" {Path}");
    }

    // Other programs of that name have other options.
    public static bool IsPossible { get; } = Tool.TryRun("sh", "-c", "nc -h 2>&1 | grep -q OpenBSD");

    public string Path { get; }

    public void Dispose() => _directory.Dispose();
}
