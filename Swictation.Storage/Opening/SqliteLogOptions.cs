using Swictation.Storage.Observing;

namespace Swictation.Storage.Opening;

/// <param name="Path">The database file. Its directory must exist; the file is made when it does not.</param>
public sealed record SqliteLogOptions(string Path)
{
    public Durability Durability { get; init; } = Durability.Full;

    /// <summary>
    /// How old metrics become before they are thinned to one a minute of recording (promise P9); null for never.
    /// </summary>
    public TimeSpan? KeepMetrics { get; init; }

    /// <summary>How old texts become before they are forgotten, with their figures kept (promise P9); null for never.</summary>
    public TimeSpan? KeepText { get; init; }

    /// <summary>For trying out crashes; null in ordinary runs.</summary>
    public StepObserver? Steps { get; init; }
}
