using Swictation.Daemon.Cli.Verbs;
using Swictation.Domain.Errors;
using Swictation.Sockets.Commands;

namespace Swictation.Daemon.Tests.Cli;

public sealed class CheckStatusTests
{
    private static readonly DaemonStatus Well = new()
    {
        Message = "The daemon is idle",
        State = "idle",
        Clients = 0,
        Pid = 42,
        Version = "1.0",
    };

    [Fact]
    public async Task Exit_code_is_0_if_all_is_well_1_if_it_is_not_and_2_without_a_daemon()
    {
        Assert.Equal(0, await CheckStatus.RunAsync(() => Task.FromResult<CommandReply>(Well)));
        Assert.Equal(1, await CheckStatus.RunAsync(() => Task.FromResult<CommandReply>(Well with { Trouble = ["It is muted"] })));
        Assert.Equal(1, await CheckStatus.RunAsync(() => throw Unreachable(isThere: true)));
        Assert.Equal(2, await CheckStatus.RunAsync(() => throw Unreachable(isThere: false)));
    }

    [Fact]
    public void Every_trouble_is_a_line_and_so_is_an_error_for_which_there_is_no_other()
    {
        Assert.Empty(CheckStatus.TroubleIn(Well));
        Assert.Equal(["one", "two"], CheckStatus.TroubleIn(Well with { State = "error", Trouble = ["one", "two"] }));
        Assert.Equal(
            ["The daemon is in error, 0 clients"],
            CheckStatus.TroubleIn(Well with { State = "error", Message = "The daemon is in error" }));
        Assert.Equal(
            ["too many"], CheckStatus.TroubleIn(CommandReply.Failure(CommandErrorCode.TooManyClients, "too many")));
    }

    private static DaemonUnreachableException Unreachable(bool isThere) => new("/run/i.sock", "why") { IsThere = isThere };
}
