/* A stand-in for libcuda.so.1: records each call in the file GMNM_CALLS, keeps its memory on the host, executes nothing.
   Built by the test with gcc. With GMNM_ROOM, that many bytes are all it gives. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static FILE *calls;
static size_t used, locked;

struct kernel { int count; int bytes[16]; int align[16]; char name[256]; };

/* CUDA_KERNEL_NODE_PARAMS: the sizes are those of the grid, of a group, and of shared memory. */
struct node_parameters { struct kernel *kernel; unsigned sizes[7]; void **parameters; void **extra; };

static size_t room(void)
{
    const char *text = getenv("GMNM_ROOM");
    return text ? strtoull(text, NULL, 10) : (size_t)1 << 30;
}

int cuInit(unsigned flags)
{
    (void)flags;
    calls = fopen(getenv("GMNM_CALLS"), "w");
    setvbuf(calls, NULL, _IOLBF, 0);
    fprintf(calls, "init\n");
    return 0;
}

int cuGetErrorName(int error, const char **name) { (void)error; *name = "CUDA_ERROR_OF_THE_STAND_IN"; return 0; }
int cuGetErrorString(int error, const char **text) { (void)error; *text = "as the test asked"; return 0; }
int cuDriverGetVersion(int *version) { *version = 12000; return 0; }
int cuDeviceGetCount(int *count) { *count = 1; return 0; }
int cuDeviceGet(int *device, int ordinal) { *device = 70 + ordinal; return 0; }
int cuDeviceGetName(char *name, int length, int device) { (void)device; snprintf(name, length, "Stand-in"); return 0; }

int cuDeviceGetAttribute(int *value, int attribute, int device)
{
    (void)device;
    *value = attribute == 16 ? 4 : attribute == 75 ? 8 : attribute == 76 ? 6 : -1;
    return 0;
}

int cuDevicePrimaryCtxRetain(void **context, int device) { *context = (void *)(intptr_t)(1000 + device); fprintf(calls, "retain %d\n", device); return 0; }
int cuDevicePrimaryCtxRelease_v2(int device) { fprintf(calls, "release %d, %zu bytes left\n", device, used + locked); return 0; }
int cuCtxSetCurrent(void *context) { return context == (void *)(intptr_t)1070 ? 0 : 201; }
int cuCtxSynchronize(void) { fprintf(calls, "synchronize\n"); return 0; }
int cuMemGetInfo_v2(size_t *available, size_t *total) { *total = room(); *available = *total - used; return 0; }

int cuMemAlloc_v2(uint64_t *address, size_t bytes)
{
    if (used + bytes > room()) return 2;
    size_t *block = malloc(bytes + 16);
    block[0] = bytes;
    used += bytes;
    *address = (uint64_t)(uintptr_t)(block + 2);
    fprintf(calls, "alloc %zu\n", bytes);
    return 0;
}

int cuMemFree_v2(uint64_t address)
{
    size_t *block = (size_t *)(uintptr_t)address - 2;
    used -= block[0];
    free(block);
    return 0;
}

int cuMemsetD8_v2(uint64_t address, unsigned char value, size_t count) { memset((void *)(uintptr_t)address, value, count); return 0; }
int cuMemcpyHtoD_v2(uint64_t to, const void *from, size_t bytes) { memcpy((void *)(uintptr_t)to, from, bytes); fprintf(calls, "upload %zu\n", bytes); return 0; }
int cuMemcpyDtoH_v2(void *to, uint64_t from, size_t bytes) { memcpy(to, (void *)(uintptr_t)from, bytes); fprintf(calls, "download %zu\n", bytes); return 0; }
int cuMemcpyHtoDAsync_v2(uint64_t to, const void *from, size_t bytes, void *stream) { if (stream) return 1; memcpy((void *)(uintptr_t)to, from, bytes); fprintf(calls, "send %zu\n", bytes); return 0; }

int cuMemAllocHost_v2(void **address, size_t bytes)
{
    size_t *block = malloc(bytes + 16);
    block[0] = bytes;
    locked += bytes;
    *address = block + 2;
    return 0;
}

int cuMemFreeHost(void *address)
{
    size_t *block = (size_t *)address - 2;
    locked -= block[0];
    free(block);
    return 0;
}

int cuEventCreate(void **event, unsigned flags) { *event = malloc(1); locked++; return flags == 2 ? 0 : 1; }
int cuEventRecord(void *event, void *stream) { fprintf(calls, "mark\n"); return event && !stream ? 0 : 1; }
int cuEventSynchronize(void *event) { fprintf(calls, "wait\n"); return event ? 0 : 1; }
int cuEventDestroy_v2(void *event) { free(event); locked--; return 0; }

/* Compiling gives the text. */
struct linking { char *log; char *text; };

int cuLinkCreate_v2(unsigned options, int *names, void **values, struct linking **linking)
{
    *linking = calloc(1, sizeof **linking);
    for (unsigned i = 0; i < options; i++)
        if (names[i] == 5) (*linking)->log = values[i];
    locked++;
    return 0;
}

int cuLinkAddData_v2(
    struct linking *linking, int type, const char *data, size_t bytes, const char *name, unsigned options, int *names, void **values)
{
    (void)name; (void)options; (void)names; (void)values;
    const char *refused = getenv("GMNM_REFUSE");
    if (refused && strstr(data, refused))
    {
        strcpy(linking->log, "ptxas: line 1: not today");
        return 218;
    }

    linking->text = strdup(data);
    return type == 1 && strlen(data) + 1 == bytes && strstr(data, ".version 7.0") ? 0 : 218;
}

int cuLinkComplete(struct linking *linking, void **image, size_t *bytes)
{
    fprintf(calls, "compile\n");
    *image = linking->text;
    *bytes = strlen(linking->text) + 1;
    return 0;
}

int cuLinkDestroy(struct linking *linking) { free(linking->text); free(linking); locked--; return 0; }

/* The module is its text, until a function is asked for. */
int cuModuleLoadData(void **module, const char *image) { *module = strdup(image); return 0; }

int cuModuleUnload(void *module) { free(module); return 0; }

/* Reads the sizes of the parameters from the text. */
int cuModuleGetFunction(void **function, void *module, const char *name)
{
    char entry[300];
    snprintf(entry, sizeof entry, ".entry %s(", name);
    char *at = strstr(module, entry);
    if (!at) return 500;
    struct kernel *kernel = calloc(1, sizeof *kernel);
    snprintf(kernel->name, sizeof kernel->name, "%s", name);
    char *end = strchr(at, ')');
    while ((at = strstr(at, ".param")) && at < end)
    {
        char *line = strpbrk(at, ",)"), *bracket = strchr(at, '[');
        kernel->align[kernel->count] = strncmp(at, ".param .align ", 14) == 0 ? atoi(at + 14) : 0;
        kernel->bytes[kernel->count++] = bracket && bracket < line ? atoi(bracket + 1) : strstr(at, ".b32") && strstr(at, ".b32") < line ? 4 : 8;
        at = line;
    }

    *function = kernel;
    return 0;
}

int cuLaunchKernel(
    struct kernel *kernel, unsigned x, unsigned y, unsigned z, unsigned threads, unsigned threads_y, unsigned threads_z,
    unsigned shared, void *stream, void **parameters, void **extra)
{
    if (threads_y != 1 || threads_z != 1 || shared || stream || extra) return 1;
    fprintf(calls, "launch %s %u %u %u %u:", kernel->name, x, y, z, threads);
    for (int i = 0; i < kernel->count; i++)
    {
        /* A view says how many floats are in its block: the allocation must have them. */
        uint64_t word[32] = {0};
        memcpy(word, parameters[i], kernel->bytes[i]);
        int views = kernel->bytes[i] == 112 ? 6 : kernel->bytes[i] == 16 && kernel->align[i] == 8 ? 1 : 0;
        for (int view = 0; view < views; view++)
        {
            size_t room = ((size_t *)(uintptr_t)word[2 * view])[-2];
            if (word[2 * view + 1] * 4 > room) return 700;
            fprintf(calls, " view(%llu)", (unsigned long long)word[2 * view + 1]);
        }

        if (kernel->bytes[i] == 112) fprintf(calls, " rows %u step %u key %llu", (unsigned)word[13], (unsigned)(word[13] >> 32), (unsigned long long)word[12]);
        if (kernel->bytes[i] == 4) fprintf(calls, " %d", (int)(uint32_t)word[0]);
        if (kernel->bytes[i] == 48)
        {
            float numbers[9];
            memcpy(numbers, parameters[i], 36);
            for (int n = 0; n < 9; n++) fprintf(calls, " %g", numbers[n]);
        }
    }

    fprintf(calls, "\n");
    return 0;
}

/* A graph is its launches; each keeps its parameters. */
struct node { struct kernel *kernel; unsigned sizes[7]; uint64_t values[64]; struct node *next; };
struct graph { struct node *first, *last; };

static int keep(struct node *node, const struct node_parameters *given)
{
    size_t at = 0;
    node->kernel = given->kernel;
    memcpy(node->sizes, given->sizes, sizeof node->sizes);
    for (int i = 0; i < given->kernel->count; i++)
    {
        memcpy(node->values + at, given->parameters[i], given->kernel->bytes[i]);
        at += (given->kernel->bytes[i] + 7) / 8;
    }

    return given->extra ? 1 : 0;
}

int cuGraphCreate(struct graph **graph, unsigned flags) { *graph = calloc(1, sizeof **graph); locked++; return flags; }

/* They run in the order in which they are added, each after those that it names. */
int cuGraphAddKernelNode(
    struct node **node, struct graph *graph, struct node **dependencies, size_t count, const struct node_parameters *given)
{
    for (size_t i = 0; i < count; i++)
    {
        struct node *known = graph->first;
        while (known && known != dependencies[i]) known = known->next;
        if (!known) return 1;
    }

    *node = calloc(1, sizeof **node);
    if (graph->last) graph->last->next = *node; else graph->first = *node;
    graph->last = *node;
    return keep(*node, given);
}

int cuGraphInstantiateWithFlags(struct graph **executable, struct graph *graph, unsigned long long flags)
{
    *executable = graph;
    locked++;
    fprintf(calls, "record\n");
    return (int)flags;
}

int cuGraphExecKernelNodeSetParams(struct graph *executable, struct node *node, const struct node_parameters *given)
{
    (void)executable;
    return keep(node, given);
}

int cuGraphLaunch(struct graph *executable, void *stream)
{
    fprintf(calls, "graph\n");
    for (struct node *node = executable->first; node; node = node->next)
    {
        void *parameters[16];
        size_t at = 0;
        for (int i = 0; i < node->kernel->count; i++)
        {
            parameters[i] = node->values + at;
            at += (node->kernel->bytes[i] + 7) / 8;
        }

        unsigned *sizes = node->sizes;
        int result = cuLaunchKernel(node->kernel, sizes[0], sizes[1], sizes[2], sizes[3], sizes[4], sizes[5], sizes[6], stream, parameters, NULL);
        if (result) return result;
    }

    return 0;
}

int cuGraphExecDestroy(struct graph *executable) { locked -= executable ? 1 : 0; return executable ? 0 : 1; }

int cuGraphDestroy(struct graph *graph)
{
    for (struct node *node = graph->first, *next; node; node = next) { next = node->next; free(node); }
    free(graph);
    locked--;
    return 0;
}
