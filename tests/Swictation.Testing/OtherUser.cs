using System.Diagnostics;
using System.Globalization;

namespace Swictation.Testing;

/// <summary>Another user than the one who runs the tests, without an entry anywhere. Only root can act for one.</summary>
public static class OtherUser
{
    public const string SkipReason = "Only root can make files and processes of another user.";

    /// <summary>Nobody else's number, and none of another run's.</summary>
    public static readonly uint Number = 1_000_000_000 + (uint)Environment.ProcessId;

    private const UnixFileMode Everything =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public static bool IsPossible => Environment.IsPrivilegedProcess;

    /// <summary>Gives a file, a directory or a link itself to that user.</summary>
    public static void Give(string path)
    {
        using var process = Process.Start("chown", ["-h", $"{Number}:{Number}", path]);
        process.WaitForExit();
        if (process.ExitCode != 0) throw new InvalidOperationException($"chown {path} failed");
    }

    /// <summary>Lets every user make files in a directory, and remove only their own, as in /tmp.</summary>
    public static void OpenLikeTmp(string directory) =>
        File.SetUnixFileMode(directory, Everything | UnixFileMode.StickyBit);

    /// <summary>The same program as a process of that user.</summary>
    public static ProcessStartInfo Start(ProcessStartInfo program)
    {
        var number = Number.ToString(CultureInfo.InvariantCulture);
        string[] before = [$"--reuid={number}", $"--regid={number}", "--clear-groups", program.FileName];
        foreach (var argument in before.Reverse()) program.ArgumentList.Insert(0, argument);
        program.FileName = "setpriv";
        return program;
    }
}
