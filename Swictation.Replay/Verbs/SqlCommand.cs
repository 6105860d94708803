using System.CommandLine;
using Microsoft.Data.Sqlite;
using Swictation.Plumbing.CommandLine;
using Swictation.Plumbing.Settings;
using Swictation.Replay.Asking;
using Swictation.Replay.Errors;
using Swictation.Replay.Options;
using Swictation.Replay.Output;
using Swictation.Storage.Queries;

namespace Swictation.Replay.Verbs;

/// <summary><c>sql</c>: asks the log with SQL of one's own; without a query says what can be asked.</summary>
internal sealed class SqlCommand : Command
{
    private static readonly DurationRange LimitRange = DurationRange.OfSeconds(0.001, 86_400);
    private static readonly TimeSpan UsualLimit = TimeSpan.FromSeconds(30);

    private readonly DatabaseOption _database;

    private readonly Argument<string> _query = new("QUERY")
    {
        Description = "SQL that reads; without it, tables, columns and examples are printed",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _json = new("--json") { Description = "Print a JSON array of objects" };

    private readonly Option<bool> _csv = new("--csv") { Description = "Print comma-separated values" };

    private readonly Option<TimeSpan?> _limit = new Option<TimeSpan?>("--timeout")
    {
        HelpName = "TIME",
        Description = "Give up after this time [default: 30s]",
    }.ParsedBy(LimitRange.Forms, LimitRange.Parse);

    public SqlCommand(DatabaseOption database)
        : base("sql", "Ask the log with SQL; nothing can be changed")
    {
        _database = database;
        Arguments.Add(_query);
        foreach (var option in new Option[] { _json, _csv, _limit }) Options.Add(option);
        SetAction((parsed, cancellationToken) => Task.FromResult(Run(parsed, cancellationToken)));
    }

    private int Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (sql, copy) = _database.OpenSql(parsed);
        using var ofCopy = copy;
        using var asked = sql;
        using var output = LargeOutput.Open();
        var style = ScreenStyle.OfOutput();
        if (parsed.GetValue(_query) is not { } query)
        {
            WriteGuide(sql, style, output, cancellationToken);
            return 0;
        }

        SqlOutput form = parsed.GetValue(_json) ? new SqlJson(output)
            : parsed.GetValue(_csv) ? new SqlCsv(output)
            : new SqlTable(style, output);
        Ask(sql, query, form, parsed.GetValue(_limit) ?? UsualLimit, cancellationToken);
        return 0;
    }

    private static void Ask(
        ReadOnlySql sql, string query, SqlOutput form, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(limit);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            sql.Run(query, form.Begin, form.Add, ending.Token);
            form.End();
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new QueryFailedException(
                $"it was ended after {HumanText.Duration(limit)}; ask for less, or give it more time with --timeout");
        }
        catch (SqliteException e)
        {
            throw new QueryFailedException($"{Plain(e.Message)}; without a query, 'swictation-replay sql' says what can be asked");
        }
    }

    // The library puts a number before what SQLite says, and quotes around it.
    private static string Plain(string message) =>
        message.Split(": '", 2) is [_, var said] ? OneLine.Of(said.TrimEnd('.').TrimEnd('\'')) : OneLine.Of(message);

    private static void WriteGuide(
        ReadOnlySql sql, ScreenStyle style, TextWriter output, CancellationToken cancellationToken)
    {
        foreach (var relation in SqlGuide.Relations)
        {
            output.WriteLine(style.Bold(relation));
            sql.Run(
                SqlGuide.ColumnsOf(relation),
                _ => { },
                row => WriteIndented((string)row[0]!, style, output),
                cancellationToken);
        }

        output.WriteLine();
        foreach (var (question, example) in SqlGuide.Examples)
        {
            output.WriteLine(style.Dim($"-- {question}"));
            foreach (var line in WrappedText.Lines(example, style.Columns ?? int.MaxValue)) output.WriteLine(line);
        }
    }

    private static void WriteIndented(string text, ScreenStyle style, TextWriter output)
    {
        foreach (var line in WrappedText.Lines(text, style.Columns - 4 ?? int.MaxValue)) output.WriteLine($"    {line}");
    }
}
