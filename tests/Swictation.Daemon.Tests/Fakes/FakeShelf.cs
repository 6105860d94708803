using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Tests.Fakes;

/// <summary>Has a recogniser for each choice but that of <c>unknown</c>, who says its name.</summary>
internal sealed class FakeShelf : IRecogniserShelf
{
    private readonly Dictionary<RecogniserChoice, FakeTranscriber> _running = [];

    public bool IsDisposed { get; private set; }

    public FakeTranscriber this[RecogniserChoice choice]
    {
        get
        {
            lock (_running) return _running[choice];
        }
    }

    public string? Prepare(RecogniserChoice choice)
    {
        if (choice.Transcriber == "unknown") return "unknown: is no recogniser of this daemon; there are de";

        var name = $"{choice.Transcriber}-{choice.Language}";
        lock (_running)
        {
            _running.TryAdd(choice, new()
            {
                Recogniser = new(name),
                Recognise = sound => new TranscriptionResult.Text($"{name} {sound}"),
            });
        }

        return null;
    }

    public ITranscriber? Find(RecogniserChoice choice)
    {
        lock (_running) return _running.GetValueOrDefault(choice);
    }

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }
}
