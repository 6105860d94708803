namespace Swictation.Storage.Retention;

/// <summary>What a log takes out by itself when it has become old (promise P9).</summary>
/// <param name="Metrics">How old metrics become before they are thinned; null for never.</param>
/// <param name="Texts">How old texts become before they are forgotten; null for never.</param>
internal readonly record struct RetentionRules(TimeSpan? Metrics, TimeSpan? Texts);
