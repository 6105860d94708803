using Swictation.Domain.Names;

namespace Swictation.Domain.Recognition;

/// <summary>What became of speech of the past, or of a file, that was to be recognised.</summary>
public readonly record struct RecognitionOutcome(string Name) : IWireName<RecognitionOutcome>
{
    /// <summary>It had no text, and has one now.</summary>
    public static RecognitionOutcome Added { get; } = new("added");

    /// <summary>It has another text than before.</summary>
    public static RecognitionOutcome Changed { get; } = new("changed");

    /// <summary>The recogniser has heard what it had heard before.</summary>
    public static RecognitionOutcome Unchanged { get; } = new("unchanged");

    /// <summary>The recogniser has heard no words; a text that there is stays.</summary>
    public static RecognitionOutcome NoWords { get; } = new("no_words");

    /// <summary>The recogniser has failed on it.</summary>
    public static RecognitionOutcome Failed { get; } = new("failed");

    /// <summary>Somebody has corrected its text by hand, and it was left as it is.</summary>
    public static RecognitionOutcome Corrected { get; } = new("corrected");

    /// <summary>Its audio is not kept, or not all of it.</summary>
    public static RecognitionOutcome NoAudio { get; } = new("no_audio");

    /// <summary>What came of speech that had no text yet.</summary>
    /// <param name="result">Null where it was not recognised any more.</param>
    public static RecognitionOutcome Of(TranscriptionResult? result) => result switch
    {
        TranscriptionResult.Text => Added,
        TranscriptionResult.Failed => Failed,
        _ => NoWords,
    };

    public static RecognitionOutcome Named(string name) => new(name);

    public override string ToString() => Name;
}
