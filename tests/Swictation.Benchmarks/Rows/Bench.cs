using Swictation.Daemon.Speech.Models;
using Swictation.Daemon.Speech.Recognition;
using Swictation.Plumbing.Settings;

namespace Swictation.Benchmarks.Rows;

/// <summary>How much is measured, and of recognisers which.</summary>
/// <param name="IsQuick">A tenth of everything, once: to see that it works, not what it comes to.</param>
internal sealed record Bench(bool IsQuick)
{
    private const int Tenth = 10;

    /// <summary>A model of Whisper, or the value of <c>--transcriber</c>; null for PocketSphinx.</summary>
    public string? Model { get; init; }

    /// <summary>A directory with recordings and their texts; null for five sentences.</summary>
    public string? Audio { get; init; }

    /// <summary>The model that says whether anybody speaks; null for none.</summary>
    public string? SpeechModel { get; init; }

    public int Repetitions => IsQuick ? 1 : 3;

    public string RecogniserName => Model is null ? "PocketSphinx"
        : TranscriberSpec.Parse(Model) is null ? Path.GetFileName(Model) : Model;

    /// <summary>The recogniser that is measured.</summary>
    /// <exception cref="Domain.Errors.TranscriberException">It is not here.</exception>
    public TranscriberSpec Transcriber
    {
        get
        {
            if (Model is not { } model) return new TranscriberSpec.PocketSphinx(null);

            var path = File.Exists(model) ? Path.GetFullPath(model) : model;
            var models = DataDirectory is { } data ? ModelDirectory.In(data) : null;
            return TranscriberChoice.Of(
                TranscriberSpec.Parse(model) ?? new TranscriberSpec.Whisper(new(path)), library: null, models).Transcriber;
        }
    }

    /// <summary>Where this user's models are; null for nowhere.</summary>
    public static string? DataDirectory => new StandardPaths(Environment.GetEnvironmentVariable).DataDirectory;

    public int Size(int whole) => IsQuick ? whole / Tenth : whole;

    /// <summary>The median of some figures.</summary>
    public static double Median(IEnumerable<double> figures)
    {
        double[] sorted = [.. figures.Order()];
        return sorted[sorted.Length / 2];
    }
}
