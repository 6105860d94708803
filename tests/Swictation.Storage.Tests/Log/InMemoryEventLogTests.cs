using Swictation.Domain.Log;
using Swictation.Testing;

namespace Swictation.Storage.Tests.Log;

public sealed class InMemoryEventLogTests : EventLogContract
{
    private readonly CommitNotice _notice = new();
    private readonly InMemoryEventLog _log;

    public InMemoryEventLogTests() => _log = new(_notice);

    protected override IEventLog Log => _log;

    protected override IEventLogReader Reader => _log;

    protected override ICommitNotice Notice => _notice;
}
