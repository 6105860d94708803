namespace Swictation.Testing;

/// <summary>A recorded sentence.</summary>
/// <param name="Path">A WAV file.</param>
/// <param name="Text">What is said, in small letters without punctuation.</param>
public sealed record LibriVoxSentence(string Path, string Text)
{
    public short[] ReadSamples() => WavFile.ReadSamples(Path);
}
