using Swictation.Domain.Log;

namespace Swictation.Domain.Tests.Log;

public sealed class CommitNoticeTests
{
    private readonly CommitNotice _notice = new();
    private readonly List<string> _heard = [];

    [Fact]
    public void Everybody_hears_of_a_commit_in_the_order_in_which_they_subscribed()
    {
        _notice.Subscribe(head => _heard.Add($"first {head}"));
        _notice.Subscribe(head => _heard.Add($"second {head}"));

        _notice.Publish(7);

        Assert.Equal(["first 7", "second 7"], _heard);
    }

    [Fact]
    public void Who_has_left_hears_nothing_and_may_leave_twice()
    {
        var leaving = _notice.Subscribe(head => _heard.Add($"leaving {head}"));
        _notice.Subscribe(head => _heard.Add($"staying {head}"));

        leaving.Dispose();
        leaving.Dispose();
        _notice.Publish(1);

        Assert.Equal(["staying 1"], _heard);
    }

    [Fact]
    public void A_handler_that_subscribed_twice_and_leaves_once_still_hears()
    {
        Action<long> handler = head => _heard.Add($"{head}");
        _notice.Subscribe(handler);

        _notice.Subscribe(handler).Dispose();
        _notice.Publish(1);

        Assert.Equal(["1"], _heard);
    }

    [Fact]
    public void A_handler_may_leave_while_it_is_being_told()
    {
        IDisposable? once = null;
        once = _notice.Subscribe(head =>
        {
            _heard.Add($"{head}");
            once!.Dispose();
        });

        _notice.Publish(1);
        _notice.Publish(2);

        Assert.Equal(["1"], _heard);
    }
}
