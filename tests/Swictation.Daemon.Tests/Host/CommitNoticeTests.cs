using Swictation.Daemon.Host.MessagePipe;
using Swictation.Domain.Log;

namespace Swictation.Daemon.Tests.Host;

/// <summary>What the notice of a commit promises, whichever it is.</summary>
public abstract class CommitNoticeTests
{
    private readonly ICommitNotice _notice;

    private CommitNoticeTests(ICommitNotice notice) => _notice = notice;

    public sealed class Ours() : CommitNoticeTests(new CommitNotice());

    public sealed class ThatOfMessagePipe : CommitNoticeTests, IDisposable
    {
        public ThatOfMessagePipe()
            : base(new MessagePipeNotice())
        {
        }

        public void Dispose() => ((IDisposable)_notice).Dispose();
    }

    [Fact]
    public void Every_handler_hears_every_head_on_the_thread_that_publishes()
    {
        var heard = new List<(string Handler, long Head, int Thread)>();
        using var first = _notice.Subscribe(head => heard.Add(("first", head, Environment.CurrentManagedThreadId)));
        using var second = _notice.Subscribe(head => heard.Add(("second", head, Environment.CurrentManagedThreadId)));

        _notice.Publish(1);
        _notice.Publish(7);

        var here = Environment.CurrentManagedThreadId;
        Assert.Equal([("first", 1, here), ("second", 1, here), ("first", 7, here), ("second", 7, here)], heard);
    }

    [Fact]
    public void Who_has_left_hears_nothing_more()
    {
        var heard = new List<string>();
        var first = _notice.Subscribe(_ => heard.Add("first"));
        using var second = _notice.Subscribe(_ => heard.Add("second"));

        first.Dispose();
        first.Dispose();
        _notice.Publish(1);

        Assert.Equal(["second"], heard);
    }

    [Fact]
    public void A_handler_may_leave_and_join_while_it_is_called()
    {
        var heard = new List<long>();
        IDisposable? once = null;
        IDisposable? later = null;
        once = _notice.Subscribe(_ =>
        {
            once!.Dispose();
            later = _notice.Subscribe(heard.Add);
        });

        _notice.Publish(1);
        heard.Clear();
        _notice.Publish(2);

        Assert.Equal([2], heard);
        later!.Dispose();
    }

    [Fact]
    public void Nothing_happens_when_nobody_listens() => _notice.Publish(1);

    [Fact]
    public async Task Handlers_join_and_leave_while_others_publish()
    {
        var heard = 0L;
        using var always = _notice.Subscribe(_ => Interlocked.Increment(ref heard));

        var changing = Task.Run(() =>
        {
            for (var i = 0; i < 2_000; i++) _notice.Subscribe(_ => { }).Dispose();
        });
        for (var head = 1; head <= 2_000; head++) _notice.Publish(head);
        await changing;

        Assert.Equal(2_000, Interlocked.Read(ref heard));
    }
}
