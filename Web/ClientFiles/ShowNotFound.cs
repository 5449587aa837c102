using AudioStreaming.ServiceDefaults.Problems;

namespace AudioStreaming.Web.ClientFiles;

/// <summary>Any other address: the client's page for people, a problem for programs.</summary>
internal static class ShowNotFound
{
    public static Task HandleAsync(HttpContext context, IndexPage page) =>
        context.Request.Headers.Accept.ToString().Contains("text/html")
            ? page.WriteAsync(context, StatusCodes.Status404NotFound)
            : ProblemKinds.NotFound.Result("There is nothing at this address.")
                .ExecuteAsync(context);
}
