namespace Swictation.Testing;

/// <summary>A recorded sentence.</summary>
/// <param name="Path">A WAV file.</param>
/// <param name="Text">What is said, in small letters without punctuation.</param>
public sealed record LibriVoxSentence(string Path, string Text)
{
    /// <summary>Length of the file, with the silence around the sentence.</summary>
    public double DurationS => ReadSamples().Length / 16_000.0;

    public short[] ReadSamples() => WavFile.ReadSamples(Path);
}
