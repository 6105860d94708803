using Swictation.Domain.Errors;
using Swictation.Domain.Recognition;

namespace Swictation.Daemon.Speech.Recognition;

/// <summary>
/// Starts a recogniser when a session first chooses it, and lets it run as long as the daemon, so that it is warm for the
/// next one. Each takes the memory of its model: there are <see cref="Most"/> at most.
/// </summary>
/// <param name="start">Begins to start a recogniser.</param>
internal sealed class RecogniserShelf(OfferedTranscribers offered, Func<TranscriberSpec, ITranscriber> start)
    : IRecogniserShelf
{
    public const int Most = 8;

    private readonly Lock _changing = new();
    private readonly Dictionary<RecogniserChoice, ITranscriber> _running = [];

    public string? Prepare(RecogniserChoice choice)
    {
        try
        {
            lock (_changing)
            {
                if (_running.ContainsKey(choice)) return null;
                if (_running.Count == Most) return $"{Most} chosen recognisers run already; choose one of them, or restart the daemon";

                _running.Add(choice, start(offered.Resolve(choice)));
                return null;
            }
        }
        catch (TranscriberException e)
        {
            return e.Message;
        }
    }

    public ITranscriber? Find(RecogniserChoice choice)
    {
        lock (_changing) return _running.GetValueOrDefault(choice);
    }

    public async ValueTask DisposeAsync()
    {
        List<ITranscriber> running;
        lock (_changing)
        {
            running = [.. _running.Values];
            _running.Clear();
        }

        foreach (var each in running) await each.DisposeAsync().ConfigureAwait(false);
    }
}
