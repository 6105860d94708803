using Swictation.Domain.Audio;

namespace Swictation.Daemon.Tests.Speech.Segmentation;

/// <summary>Where speech is in a recording without noise, found apart from the daemon so that tests can check it.
/// </summary>
internal static class SpeechBounds
{
    private const int FrameSamples = AudioFormat.SamplesPerSecond / 50;

    /// <summary>From the first to the last 20 ms that are at most so many dB below the loudest.</summary>
    public static short[] Trim(short[] recording, double rangeDb)
    {
        var loud = FindLoud(recording, rangeDb);
        var end = (loud.LastIndexOf(true) + 1) * FrameSamples;
        return recording[(loud.IndexOf(true) * FrameSamples)..Math.Min(end, recording.Length)];
    }

    /// <summary>The longest time between two such 20 ms in which there are none.</summary>
    public static TimeSpan LongestPause(short[] recording, double rangeDb)
    {
        var (longest, quiet) = (0, 0);
        foreach (var isLoud in FindLoud(Trim(recording, rangeDb), rangeDb))
        {
            quiet = isLoud ? 0 : quiet + 1;
            longest = Math.Max(longest, quiet);
        }

        return AudioFormat.Duration(longest * FrameSamples);
    }

    private static List<bool> FindLoud(short[] recording, double rangeDb)
    {
        var levels = recording.Chunk(FrameSamples).Select(frame => FrameLevel.Decibels(frame)).ToList();
        var least = levels.Max() - rangeDb;
        return [.. levels.Select(level => level > least)];
    }
}
