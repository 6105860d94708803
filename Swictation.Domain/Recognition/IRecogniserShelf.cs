namespace Swictation.Domain.Recognition;

/// <summary>The recognisers that sessions may choose in place of the daemon's own. Any thread may call it.</summary>
public interface IRecogniserShelf : IAsyncDisposable
{
    /// <summary>Begins to start a recogniser, if it does not run yet. Does not wait for it.</summary>
    /// <returns>Why there is no such recogniser, with what there is; null if there is.</returns>
    string? Prepare(RecogniserChoice choice);

    /// <summary>The recogniser of a choice, which may still be starting; null if there is none any more.</summary>
    ITranscriber? Find(RecogniserChoice choice);
}
