using System.CommandLine;
using Swictation.Daemon.Cli.Output;
using Swictation.Daemon.Speech.Models;
using Swictation.Daemon.Speech.Models.Download;
using Swictation.Domain.Errors;
using Swictation.Plumbing.Settings;

namespace Swictation.Daemon.Cli.Verbs;

/// <summary><c>models</c>: lists, gets, adds, removes and checks the models of this user. Needs no running daemon.</summary>
internal sealed class ModelsCommand : Command
{
    public const string Get = "get";

    private readonly Argument<string> _wanted = new("NAME") { Description = "As models list names it, such as base.en" };

    private readonly Option<string> _from = new("--from")
    {
        HelpName = "URL",
        Description = "A mirror: the folder that has the file under its published name, or the file [default: its publisher]",
    };

    private readonly Option<bool> _yes = new("--yes") { Description = "Do not ask before the download" };
    private readonly Argument<string> _file = new("FILE") { Description = "A model in ggml form" };
    private readonly Option<string> _name = new("--name")
    {
        HelpName = "NAME",
        Description = "Its name here, where it is no published model [default: that of the file]",
    };

    private readonly Argument<string> _installed = new("NAME") { Description = "Of a model that is installed" };
    private readonly Argument<string?> _checked = new("NAME")
    {
        Description = "Of a model that is installed [default: all]",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public ModelsCommand()
        : base("models", "List, get, add, remove and check models for --transcriber and --speech-model")
    {
        _from.Validators.Add(result =>
        {
            if (Address(result.GetValueOrDefault<string>()) is null)
                result.AddError("--from must be an address that begins with https:// or http://");
        });
        Subcommands.Add(Verb("list", "List published and installed models; a star marks the one that auto takes", (_, _) => ListAsync()));
        Subcommands.Add(Verb(Get, "Download a published model; where that broke off, it goes on", GetAsync, _wanted, _from, _yes));
        Subcommands.Add(Verb("add", "Copy a file into the models", AddAsync, _file, _name));
        Subcommands.Add(Verb("remove", "Delete a model", RemoveAsync, _installed));
        Subcommands.Add(Verb("verify", "Compare models with their checksums", VerifyAsync, _checked));
    }

    private static Command Verb(
        string name, string description, Func<ParseResult, CancellationToken, Task<int>> run, params Symbol[] symbols)
    {
        var command = new Command(name, description);
        foreach (var argument in symbols.OfType<Argument>()) command.Arguments.Add(argument);
        foreach (var option in symbols.OfType<Option>()) command.Options.Add(option);
        command.SetAction(run);
        return command;
    }

    private static ModelDirectory Directory() => new StandardPaths(Environment.GetEnvironmentVariable).DataDirectory is { } data
        ? ModelDirectory.In(data)
        : throw new ModelException("HOME", "is not set; set it, or XDG_DATA_HOME");

    private static Uri? Address(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp) ? address : null;

    private static Task<int> ListAsync()
    {
        foreach (var line in ModelTable.Lines(Directory())) Console.Out.WriteLine(line);
        return Task.FromResult(0);
    }

    private async Task<int> GetAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var name = parsed.GetValue(_wanted)!;
        var model = ModelCatalogue.Find(name) ?? throw new ModelException(
            name, "is no published model that is known here; swictation-daemon models list names them, and models add FILE takes others");
        var directory = Directory();
        if (directory.Find(model.Name) is { } there) return Say($"{there.Name} is installed already: {there.Path}");

        using var display = new DownloadDisplay(model, directory.Path, parsed.GetValue(_yes));
        try
        {
            var got = await ModelDownload.Create()
                .GetAsync(model, directory, Address(parsed.GetValue(_from)) ?? model.Publisher, display, cancellationToken)
                .ConfigureAwait(false);
            display.End();
            return Say($"{got.Name} is installed, and its checksum is the published one: {got.Path}");
        }
        catch (OperationCanceledException)
        {
            throw new ModelException(model.Name, "the download was stopped; the same command goes on from where it is");
        }
    }

    private async Task<int> AddAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var added = await ModelAddition
            .AddAsync(Directory(), Path.GetFullPath(parsed.GetValue(_file)!), parsed.GetValue(_name), cancellationToken)
            .ConfigureAwait(false);
        var origin = added.Known is null ? "a model of your own" : "the published one";
        return Say($"{added.Name} ({origin}) is installed: {added.Path}");
    }

    private Task<int> RemoveAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var removed = Directory().Remove(parsed.GetValue(_installed)!);
        return Task.FromResult(Say($"{removed.Name} is removed: {removed.Path}"));
    }

    private async Task<int> VerifyAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var directory = Directory();
        var models = parsed.GetValue(_checked) is { } name
            ? [directory.Find(name) ?? throw directory.Missing(name)]
            : directory.List();
        if (models.Count == 0) return Say($"No model is installed in {directory.Path}");

        var isSound = true;
        foreach (var model in models)
        {
            var verdict = await ModelVerification.OfAsync(model, cancellationToken).ConfigureAwait(false);
            isSound &= verdict.Fault is null;
            Console.Out.WriteLine($"{model.Name}: {verdict.Fault ?? $"whole ({verdict.Against})"}");
        }

        return isSound ? 0 : throw new ModelException(directory.Path, "not all models are whole; the lines above say which");
    }

    private static int Say(string line)
    {
        Console.Out.WriteLine(line);
        return 0;
    }
}
