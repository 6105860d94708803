using Swictation.Replay.Asking;

namespace Swictation.Replay.Tests.Verbs;

[Trait("Category", "Processes")]
public sealed class SqlTests : IAsyncLifetime
{
    private const string Pairs = "SELECT 1 AS a, 'x, \"y\"' AS b, NULL AS c UNION ALL SELECT 20, 'é', 2.5";

    private readonly RecordedLog _log = new();

    public static TheoryData<string> Examples => [.. SqlGuide.Examples.Select(example => example.Sql)];

    public async ValueTask InitializeAsync() => await _log.AppendAsync(RecordedLog.FailingSession());

    public ValueTask DisposeAsync()
    {
        _log.Dispose();
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(" a  b         c\n 1  x, \"y\"     \n20  é       2.5\n")]
    [InlineData("a,b,c\r\n1,\"x, \"\"y\"\"\",\r\n20,é,2.5\r\n", "--csv")]
    [InlineData("[\n{\"a\":1,\"b\":\"x, \\\"y\\\"\",\"c\":null},\n{\"a\":20,\"b\":\"é\",\"c\":2.5}\n]\n", "--json")]
    public async Task Rows_are_printed_as_they_are_asked_for(string output, params string[] form)
    {
        var result = await RunAsync([Pairs, .. form]);

        Assert.Equal((0, output.Replace("     \n", "\n", StringComparison.Ordinal)), (result.ExitCode, result.Output));
    }

    [Theory]
    [InlineData("DELETE FROM events")]
    [InlineData("PRAGMA query_only = OFF; DELETE FROM segments")]
    [InlineData("CREATE TABLE t (x)")]
    public async Task Nothing_can_be_changed(string sql)
    {
        var before = await RunAsync("SELECT count(*) FROM events");

        var result = await RunAsync(sql);

        result.AssertFailed(1, "the query: ");
        Assert.Equal(before, await RunAsync("SELECT count(*) FROM events"));
    }

    [Fact]
    public async Task A_mistake_is_named_and_a_query_without_end_is_ended()
    {
        var mistake = await RunAsync("SELECT colour FROM sessions");
        var endless = await RunAsync(
            "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n", "--timeout", "200ms");

        mistake.AssertFailed(1, "the query: no such column: colour; without a query, 'swictation-replay sql' says what can be asked");
        endless.AssertFailed(1, "the query: it was ended after 0.2 s; ask for less, or give it more time with --timeout");
    }

    [Fact]
    public async Task Without_a_query_it_says_what_can_be_asked()
    {
        var result = await RunAsync();

        Assert.Equal(0, result.ExitCode);
        foreach (var relation in SqlGuide.Relations)
            Assert.Contains($"\n{relation}\n    ", "\n" + result.Output, StringComparison.Ordinal);
        Assert.Contains("session_id, spoken_at, spoken_local,", result.Output, StringComparison.Ordinal);
        Assert.Equal(10, SqlGuide.Examples.Count);
        Assert.All(SqlGuide.Examples, example => Assert.Contains($"-- {example.Question}\n{example.Sql}\n", result.Output, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public async Task Every_example_works(string sql)
    {
        var result = await RunAsync(sql, "--csv");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.NotEmpty(result.Output);
    }

    private Task<ToolResult> RunAsync(params string[] arguments) =>
        ReplayTool.RunAsync(_log.Directory, ["sql", .. arguments, "--db", _log.Path]);
}
