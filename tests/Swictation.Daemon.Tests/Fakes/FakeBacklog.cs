using Swictation.Daemon.Sessions.Recording;

namespace Swictation.Daemon.Tests.Fakes;

internal sealed class FakeBacklog : IBacklog
{
    private volatile bool _isEmpty = true;

    public bool IsEmpty
    {
        get => _isEmpty;
        set => _isEmpty = value;
    }
}
