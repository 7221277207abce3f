/* SPDX-License-Identifier: MIT */
/*
 * Makes and ends the test domain, straight through libxenctrl and libxenguest.
 *
 *     domain create pvh|hvm KERNEL MODULE VCPUS MEBIBYTES
 *     domain state|unpause|pause|destroy DOMID
 *
 * It is created paused; its number is printed. "pvh" has no device that Xen
 * emulates itself but the local APIC. "hvm" has them all (clock, standard VGA,
 * interrupt controllers): their work is what makes Xen buffer requests. No
 * device model and no xenstore entries belong to such a domain.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <xenctrl.h>
#include <xenguest.h>

enum { VGA_FRAME = 0xa0, VGA_FRAMES = 0x20 };

static xc_interface *xen;
static uint32_t domid;

static void need(int result, const char *what)
{
    if (result == 0)
        return;
    perror(what);
    if (domid != 0)
        xc_domain_destroy(xen, domid);
    exit(1);
}

static void build(const char *kernel, const char *module, unsigned vcpus,
                  unsigned long mebibytes)
{
    struct xc_dom_image *image;

    xc_dom_loginit(xen);
    image = xc_dom_allocate(xen, "", NULL);
    need(image == NULL, "xc_dom_allocate");
    image->container_type = XC_DOM_HVM_CONTAINER;
    image->max_vcpus = (int)vcpus;
    image->target_pages = mebibytes << 8;
    image->lowmem_end = mebibytes << 20;
    image->mmio_start = 0xd0000000;
    image->mmio_size = 0x30000000;
    need(xc_dom_kernel_file(image, kernel), "xc_dom_kernel_file");
    need(xc_dom_module_file(image, module, NULL), "xc_dom_module_file");
    need(xc_dom_boot_xen_init(image, xen, domid), "xc_dom_boot_xen_init");
    need(xc_dom_parse_image(image), "xc_dom_parse_image");
    need(xc_dom_mem_init(image, (unsigned)mebibytes), "xc_dom_mem_init");
    need(xc_dom_boot_mem_init(image), "xc_dom_boot_mem_init");
    need(xc_dom_build_image(image), "xc_dom_build_image");
    need(xc_dom_boot_image(image), "xc_dom_boot_image");
    xc_dom_release(image);
}

static int create(char **arguments)
{
    bool hvm = strcmp(arguments[0], "hvm") == 0;
    unsigned vcpus = (unsigned)atoi(arguments[3]);
    unsigned long mebibytes = strtoul(arguments[4], NULL, 0);
    unsigned pool_mebibytes = 4;
    struct xen_domctl_createdomain config = {
        .flags = XEN_DOMCTL_CDF_hvm | XEN_DOMCTL_CDF_hap,
        .max_evtchn_port = 1023,
        .max_grant_frames = 4,
        .grant_opts = XEN_DOMCTL_GRANT_version(1),
        .max_vcpus = vcpus,
        .arch.emulation_flags = hvm ? XEN_X86_EMU_ALL & ~XEN_X86_EMU_VPCI
                                    : XEN_X86_EMU_LAPIC,
    };

    need(xc_domain_create(xen, &domid, &config), "xc_domain_create");
    need(xc_domain_max_vcpus(xen, domid, vcpus), "xc_domain_max_vcpus");
    need(xc_domain_setmaxmem(xen, domid, (mebibytes + 1) * 1024),
         "xc_domain_setmaxmem");
    need(xc_shadow_control(xen, domid, XEN_DOMCTL_SHADOW_OP_SET_ALLOCATION,
                           &pool_mebibytes, 0), "xc_shadow_control");
    need(xc_cpuid_apply_policy(xen, domid, false, NULL, 0, true, false, false,
                               NULL, NULL), "xc_cpuid_apply_policy");
    build(arguments[1], arguments[2], vcpus, mebibytes);
    if (hvm) {
        /* Only with a device model does libxenguest leave the hole out. */
        xen_pfn_t hole[VGA_FRAMES];

        for (int i = 0; i < VGA_FRAMES; i++)
            hole[i] = VGA_FRAME + (xen_pfn_t)i;
        need(xc_domain_decrease_reservation_exact(xen, domid, VGA_FRAMES, 0,
                                                  hole), "the hole for VGA");
    }
    printf("%u\n", domid);

    return 0;
}

/* What became of the domain, by the way it ended (guest/main.c). */
static int state(uint32_t id)
{
    xc_dominfo_t info;

    if (xc_domain_getinfo(xen, id, 1, &info) != 1 || info.domid != id)
        puts("gone");
    else if (info.crashed)
        puts("fail");
    else if (info.shutdown)
        puts(info.shutdown_reason == SHUTDOWN_poweroff ? "pass" : "fail");
    else
        puts(info.paused ? "paused" : "unfinished");

    return 0;
}

int main(int argc, char **argv)
{
    uint32_t id = argc == 3 ? (uint32_t)atoi(argv[2]) : 0;

    xen = xc_interface_open(NULL, NULL, 0);
    need(xen == NULL, "xc_interface_open");
    if (argc == 7 && strcmp(argv[1], "create") == 0)
        return create(argv + 2);
    if (id != 0 && strcmp(argv[1], "state") == 0)
        return state(id);
    if (id != 0 && strcmp(argv[1], "unpause") == 0)
        need(xc_domain_unpause(xen, id), "xc_domain_unpause");
    else if (id != 0 && strcmp(argv[1], "pause") == 0)
        need(xc_domain_pause(xen, id), "xc_domain_pause");
    else if (id != 0 && strcmp(argv[1], "destroy") == 0)
        need(xc_domain_destroy(xen, id), "xc_domain_destroy");
    else
        return 2;

    return 0;
}
