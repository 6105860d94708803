using Swictation.Daemon.Host.Unsaved;
using Swictation.Domain.Events;
using Swictation.Storage.Forgetting;

namespace Swictation.Daemon.Tests.Host.Control;

/// <summary>Notes what is asked of the words that no log has yet.</summary>
internal sealed class FakeUnstored : IUnstoredWords
{
    public int Count { get; set; }

    public PositionRange? Released { get; set; }

    public List<ForgettingSelection> Asked { get; } = [];

    public int Forget(ForgettingSelection wanted)
    {
        Asked.Add(wanted);
        return Count;
    }
}
