namespace Swictation.Daemon.Speech.Models;

/// <summary>What a check of a model came to.</summary>
/// <param name="Fault">What is wrong and what to do; null if nothing is.</param>
/// <param name="Against">What it was compared with.</param>
internal sealed record ModelVerdict(string? Fault, string Against);
