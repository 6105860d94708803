using Swictation.Plumbing.Settings;

namespace Swictation.Plumbing.Tests.Settings;

public sealed class RefusalTests
{
    [Theory]
    [InlineData("statsu", "there is no command 'statsu'; did you mean 'status'?")]
    [InlineData("lsit", "there is no command 'lsit'; did you mean 'list'?")]
    [InlineData("STATUS", "there is no command 'STATUS'; did you mean 'status'?")]
    [InlineData("stat", "there is no command 'stat'; did you mean 'status'?")]
    [InlineData("sta", "there is no command 'sta'")]
    [InlineData("fly", "there is no command 'fly'")]
    [InlineData("--sorce", "there is no option '--sorce'; did you mean '--source'?")]
    [InlineData("-source", "there is no option '-source'; did you mean '--source'?")]
    [InlineData("--sorce=alsa", "there is no option '--sorce'; did you mean '--source'?")]
    [InlineData("--ipc_socket", "there is no option '--ipc_socket'; did you mean '--ipc-socket'?")]
    [InlineData("--verbose", "there is no option '--verbose'")]
    public void Word_without_meaning_is_told_with_what_may_be_meant(string word, string said) =>
        Assert.Equal(said, Refusal.OfWord(word, ["start", "status", "list", "run", "--source", "--ipc-socket"]));
}
