using System.ComponentModel;
using System.Diagnostics;

namespace Swictation.Daemon.Speech.Audio.Live;

/// <summary>
/// The default source of the sound server, as <c>pactl</c> names it: PulseAudio's tool, which PipeWire answers too.
/// libasound does not say which source it reads.
/// </summary>
internal static class DefaultSource
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <summary>Null if there is no such tool, no server, or no answer within a second.</summary>
    public static string? Find()
    {
        // The server's own variable, which libasound's plug-in obeys.
        if (Environment.GetEnvironmentVariable("PULSE_SOURCE") is { Length: > 0 } named) return named;

        try
        {
            using var asked = Process.Start(new ProcessStartInfo("pactl", ["get-default-source"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
            if (asked is null) return null;

            if (!asked.WaitForExit(Longest))
            {
                asked.Kill();
                return null;
            }

            var answer = asked.StandardOutput.ReadToEnd().Trim();
            return asked.ExitCode == 0 && answer.Length > 0 ? answer : null;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
