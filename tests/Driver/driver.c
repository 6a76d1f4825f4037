/* A stand-in for libcuda.so.1 that runs kernels on the processor and says where they break the rules of a device.
   GMNM_CALLS names a file for its calls, GMNM_COUNTS one for the instructions of each launch, GMNM_ROOM the bytes that are all
   it gives, GMNM_REFUSE a text that it does not compile; with GMNM_IDLE it runs nothing. */
#include "ptx.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { INVALID = 1, OUT_OF_MEMORY = 2, INVALID_CONTEXT = 201, INVALID_PTX = 218, NOT_FOUND = 500, ILLEGAL_ADDRESS = 700 };
enum { MULTIPROCESSORS = 132, BLOCKS = 4096 };

static FILE *calls, *counts;
static _Atomic size_t used, locked;
static pthread_mutex_t blocks_lock = PTHREAD_MUTEX_INITIALIZER;
static struct block blocks[BLOCKS];
static char failure[MESSAGE] = "as the test asked";

#define RECORD(...) do { if (calls) fprintf(calls, __VA_ARGS__); } while (0)

/* CUDA_KERNEL_NODE_PARAMS: the sizes are those of the grid, of a group, and of shared memory. */
struct node_parameters { const struct program *kernel; unsigned sizes[7]; void **parameters; void **extra; };

static size_t room(void)
{
    const char *text = getenv("GMNM_ROOM");
    return text ? strtoull(text, NULL, 10) : (size_t)8 << 30;
}

/* Replaces a block by another; without one adds it. */
static bool change_block(struct block before, struct block after)
{
    pthread_mutex_lock(&blocks_lock);
    int i = 0;
    while (i < BLOCKS && blocks[i].address != before.address) i++;
    if (i < BLOCKS) blocks[i] = after;
    pthread_mutex_unlock(&blocks_lock);
    return i < BLOCKS;
}

struct block device_block(uint64_t address)
{
    struct block found = {0};
    pthread_mutex_lock(&blocks_lock);
    for (int i = 0; i < BLOCKS; i++)
        if (address - blocks[i].address < blocks[i].bytes) found = blocks[i];
    pthread_mutex_unlock(&blocks_lock);
    return found;
}

/* Opens the file that a variable names, once. */
static void open_file(FILE **file, const char *variable)
{
    const char *name = getenv(variable);
    if (!name || *file) return;
    *file = fopen(name, "w");
    if (*file) setvbuf(*file, NULL, _IOLBF, 0);
}

int cuInit(unsigned flags)
{
    (void)flags;
    open_file(&calls, "GMNM_CALLS");
    open_file(&counts, "GMNM_COUNTS");
    RECORD("init\n");
    return 0;
}

int cuGetErrorName(int error, const char **name) { (void)error; *name = "CUDA_ERROR_OF_THE_STAND_IN"; return 0; }
int cuGetErrorString(int error, const char **text) { (void)error; *text = failure; return 0; }
int cuDriverGetVersion(int *version) { *version = 12000; return 0; }
int cuDeviceGetCount(int *count) { *count = 1; return 0; }
int cuDeviceGet(int *device, int ordinal) { *device = 70 + ordinal; return 0; }
int cuDeviceGetName(char *name, int length, int device) { (void)device; snprintf(name, length, "Stand-in"); return 0; }

int cuDeviceGetAttribute(int *value, int attribute, int device)
{
    (void)device;
    *value = attribute == 16 ? MULTIPROCESSORS : attribute == 75 ? 8 : attribute == 76 ? 0 : -1;
    return 0;
}

int cuDevicePrimaryCtxRetain(void **context, int device) { *context = (void *)(intptr_t)(1000 + device); RECORD("retain %d\n", device); return 0; }
int cuDevicePrimaryCtxRelease_v2(int device) { RECORD("release %d, %zu bytes left\n", device, used + locked); return 0; }
int cuCtxSetCurrent(void *context) { return context == (void *)(intptr_t)1070 ? 0 : INVALID_CONTEXT; }
int cuCtxSynchronize(void) { RECORD("synchronize\n"); return 0; }
int cuMemGetInfo_v2(size_t *available, size_t *total) { *total = room(); *available = *total - used; return 0; }

int cuMemAlloc_v2(uint64_t *address, size_t bytes)
{
    if (used + bytes > room()) return OUT_OF_MEMORY;
    void *memory = aligned_alloc(256, (bytes + 255) / 256 * 256);
    memset(memory, 0xFF, bytes);
    *address = (uint64_t)(uintptr_t)memory;
    if (!change_block((struct block){0}, (struct block){*address, bytes})) return OUT_OF_MEMORY;
    used += bytes;
    RECORD("alloc %zu\n", bytes);
    return 0;
}

int cuMemFree_v2(uint64_t address)
{
    const struct block block = device_block(address);
    if (block.address != address || !change_block(block, (struct block){0})) return INVALID;
    used -= block.bytes;
    free((void *)(uintptr_t)address);
    return 0;
}

int cuMemsetD8_v2(uint64_t address, unsigned char value, size_t count) { memset((void *)(uintptr_t)address, value, count); return 0; }
int cuMemcpyHtoD_v2(uint64_t to, const void *from, size_t bytes) { memcpy((void *)(uintptr_t)to, from, bytes); RECORD("upload %zu\n", bytes); return 0; }
int cuMemcpyDtoH_v2(void *to, uint64_t from, size_t bytes) { memcpy(to, (void *)(uintptr_t)from, bytes); RECORD("download %zu\n", bytes); return 0; }
int cuMemcpyHtoDAsync_v2(uint64_t to, const void *from, size_t bytes, void *stream) { if (stream) return 1; memcpy((void *)(uintptr_t)to, from, bytes); RECORD("send %zu\n", bytes); return 0; }

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
int cuEventRecord(void *event, void *stream) { RECORD("mark\n"); return event && !stream ? 0 : 1; }
int cuEventSynchronize(void *event) { RECORD("wait\n"); return event ? 0 : 1; }
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
    char message[MESSAGE] = "ptxas: line 1: not today";
    struct program *program = refused && strstr(data, refused) ? NULL : ptx_read(data, message);
    if (!program)
    {
        strcpy(linking->log, message);
        return INVALID_PTX;
    }

    ptx_free(program);
    linking->text = strdup(data);
    return type == 1 && strlen(data) + 1 == bytes && strstr(data, ".version 7.0") ? 0 : INVALID_PTX;
}

int cuLinkComplete(struct linking *linking, void **image, size_t *bytes)
{
    RECORD("compile\n");
    *image = linking->text;
    *bytes = strlen(linking->text) + 1;
    return 0;
}

int cuLinkDestroy(struct linking *linking) { free(linking->text); free(linking); locked--; return 0; }

/* A module is its one function. */
int cuModuleLoadData(struct program **module, const char *image)
{
    char message[MESSAGE];
    *module = ptx_read(image, message);
    return *module ? 0 : INVALID_PTX;
}

int cuModuleUnload(struct program *module) { ptx_free(module); return 0; }

int cuModuleGetFunction(struct program **function, struct program *module, const char *name)
{
    *function = module;
    return strcmp(module->name, name) == 0 ? 0 : NOT_FOUND;
}

int cuLaunchKernel(
    const struct program *kernel, unsigned x, unsigned y, unsigned z, unsigned threads, unsigned threads_y, unsigned threads_z,
    unsigned shared, void *stream, void **parameters, void **extra)
{
    if (threads_y != 1 || threads_z != 1 || shared || stream || extra) return INVALID;
    char values[512] = {0};
    RECORD("launch %s %u %u %u %u:", kernel->name, x, y, z, threads);
    for (int i = 0; i < kernel->parameter_count; i++)
    {
        /* A view says how many floats are in its block: the allocation must have them. */
        const struct parameter parameter = kernel->parameters[i];
        uint64_t word[32] = {0};
        memcpy(word, parameters[i], (size_t)parameter.bytes);
        memcpy(values + parameter.offset, parameters[i], (size_t)parameter.bytes);
        int views = parameter.bytes == 112 ? 6 : parameter.bytes == 16 && parameter.align == 8 ? 1 : 0;
        for (int view = 0; view < views; view++)
        {
            if (word[2 * view + 1] * 4 > device_block(word[2 * view]).bytes) return ILLEGAL_ADDRESS;
            RECORD(" view(%llu)", (unsigned long long)word[2 * view + 1]);
        }

        if (parameter.bytes == 112) RECORD(" rows %u step %u key %llu", (unsigned)word[13], (unsigned)(word[13] >> 32), (unsigned long long)word[12]);
        if (parameter.bytes == 4) RECORD(" %d", (int)(uint32_t)word[0]);
        if (parameter.bytes == 48)
        {
            float numbers[9];
            memcpy(numbers, parameters[i], 36);
            for (int n = 0; n < 9; n++) RECORD(" %g", numbers[n]);
        }
    }

    RECORD("\n");
    return getenv("GMNM_IDLE") || ptx_launch(kernel, (unsigned[]){x, y, z}, threads, values, counts, failure) ? 0 : ILLEGAL_ADDRESS;
}

/* A graph is its launches; each keeps its parameters. */
struct node
{
    const struct program *kernel;
    unsigned sizes[7];
    uint64_t values[64];
    struct node *next, **after;
    size_t count;
    bool ended;
};


struct graph { struct node *first, *last; };

static int keep(struct node *node, const struct node_parameters *given)
{
    size_t at = 0;
    node->kernel = given->kernel;
    memcpy(node->sizes, given->sizes, sizeof node->sizes);
    for (int i = 0; i < given->kernel->parameter_count; i++)
    {
        memcpy(node->values + at, given->parameters[i], (size_t)given->kernel->parameters[i].bytes);
        at += ((size_t)given->kernel->parameters[i].bytes + 7) / 8;
    }

    return given->extra ? INVALID : 0;
}

int cuGraphCreate(struct graph **graph, unsigned flags) { *graph = calloc(1, sizeof **graph); locked++; return flags; }

/* A launch may run as soon as those that it names have ended. */
int cuGraphAddKernelNode(
    struct node **node, struct graph *graph, struct node **dependencies, size_t count, const struct node_parameters *given)
{
    for (size_t i = 0; i < count; i++)
    {
        struct node *known = graph->first;
        while (known && known != dependencies[i]) known = known->next;
        if (!known) return INVALID;
    }

    *node = calloc(1, sizeof **node);
    (*node)->after = memcpy(malloc((count + 1) * sizeof *dependencies), dependencies, count * sizeof *dependencies);
    (*node)->count = count;
    if (graph->last) graph->last->next = *node; else graph->first = *node;
    graph->last = *node;
    return keep(*node, given);
}

int cuGraphInstantiateWithFlags(struct graph **executable, struct graph *graph, unsigned long long flags)
{
    *executable = graph;
    locked++;
    RECORD("record\n");
    return (int)flags;
}

int cuGraphExecKernelNodeSetParams(struct graph *executable, struct node *node, const struct node_parameters *given)
{
    (void)executable;
    return keep(node, given);
}

/* Of the launches that may run always the last: a dependency that is missing gives other numbers. */
int cuGraphLaunch(struct graph *executable, void *stream)
{
    RECORD("graph\n");
    for (struct node *node = executable->first; node; node = node->next) node->ended = false;
    for (;;)
    {
        struct node *next = NULL;
        for (struct node *node = executable->first; node; node = node->next)
        {
            bool ready = !node->ended;
            for (size_t i = 0; i < node->count; i++) ready = ready && node->after[i]->ended;
            if (ready) next = node;
        }

        if (!next) return 0;
        next->ended = true;
        void *parameters[PARAMETERS];
        size_t at = 0;
        for (int i = 0; i < next->kernel->parameter_count; i++)
        {
            parameters[i] = next->values + at;
            at += ((size_t)next->kernel->parameters[i].bytes + 7) / 8;
        }

        const unsigned *sizes = next->sizes;
        int result = cuLaunchKernel(next->kernel, sizes[0], sizes[1], sizes[2], sizes[3], sizes[4], sizes[5], sizes[6], stream, parameters, NULL);
        if (result) return result;
    }
}

int cuGraphExecDestroy(struct graph *executable) { locked -= executable ? 1 : 0; return executable ? 0 : 1; }

int cuGraphDestroy(struct graph *graph)
{
    for (struct node *node = graph->first, *next; node; node = next) { next = node->next; free(node->after); free(node); }
    free(graph);
    locked--;
    return 0;
}
